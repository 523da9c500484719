"""What an answer's status means for us, and whether asking again can help."""

from __future__ import annotations

import httpx

from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.policy import FetchPolicy

RETRIED = frozenset({"connection", "busy"})


def raise_for_status(url: str, response: httpx.Response) -> None:
    """Raises ``FetchFailed`` unless the answer holds the document."""
    status = response.status_code
    if status in (200, 203):
        return
    code = {404: "not-found", 410: "gone", 429: "busy", 503: "busy"}.get(status)
    code = code or ("server-error" if status >= 500 else "client-error")
    raise FetchFailed(code, f"{url} answered with status {status} {response.reason_phrase}.", _retry_after(response))


def wait_before_retry(error: FetchFailed, attempt: int, policy: FetchPolicy) -> float | None:
    """Seconds to wait before asking again, None if that would not help or would take too long."""
    if error.code not in RETRIED or attempt >= policy.max_attempts:
        return None
    wait = error.retry_after if error.retry_after is not None else 0.5 * 2**attempt
    return wait if wait <= policy.longest_wait else None


def _retry_after(response: httpx.Response) -> float | None:
    text = response.headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else None
