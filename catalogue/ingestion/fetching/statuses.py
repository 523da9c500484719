"""What an answer's status means for us, and whether asking again can help."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.policy import FetchPolicy

RETRIED_CODES = frozenset({"connection", "busy"})
CODE_BY_STATUS = {404: "not-found", 410: "gone", 429: "busy", 503: "busy"}
REMEDIES = {
    "not-found": N_("check the address, or the page that links to it"),
    "gone": N_("the site has taken it away for good, so take the address out"),
    "busy": N_("the site asks for patience, so try again later"),
    "server-error": N_("the site has a fault, so try again later or tell its provider"),
    "client-error": N_("see whether it opens in a browser without signing in"),
    "unexpected": N_("see what it shows in a browser and give the address of the document itself"),
}


def raise_for_status(url: str, response: httpx2.Response) -> None:
    """Raise ``FetchFailed`` unless the answer holds the document."""
    status = response.status_code
    if status in (200, 203):
        return
    code = CODE_BY_STATUS.get(status) or _family(status)
    status_line = f"{status} {httpx2.codes.get_reason_phrase(status)}".strip()
    answered = Message(
        N_("%(url)s answered %(said)s; %(remedy)s."), url=url, said=status_line, remedy=Message(REMEDIES[code])
    )
    raise FetchFailed(code, answered, _retry_after(response))


def wait_before_retry(error: FetchFailed, attempt: int, policy: FetchPolicy) -> float | None:
    """Return seconds to wait before asking again, None if that would not help or would take too long."""
    if error.code not in RETRIED_CODES or attempt >= policy.max_attempts:
        return None
    spread = random.uniform(0.8, 1.2)  # noqa: S311 - keeps clients from coming back together, guards nothing
    wait = error.retry_after if error.retry_after is not None else spread * 2 ** (attempt - 1)
    return wait if wait <= policy.longest_wait else None


def _family(status: int) -> str:
    if status >= 500:
        return "server-error"
    return "client-error" if status >= 400 else "unexpected"


def _retry_after(response: httpx2.Response) -> float | None:
    """Return seconds from now: the header holds seconds or a date (RFC 9110 section 10.2.3)."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None
