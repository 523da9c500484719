"""What a site's robots.txt allows (RFC 9309): 4xx means everything, 5xx nothing for now."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.policy import FetchPolicy

READ_AT_MOST = 500_000


class Robots:
    """The rules of each host, read once per client."""

    def __init__(self, policy: FetchPolicy, read: Callable[[str], bytes]) -> None:
        self._policy, self._read = policy, read
        self._rules: dict[str, Protego] = {}

    def check(self, url: str, origin: str) -> None:
        """Raises ``FetchRefused`` if the site does not want this address read."""
        if not self._of(origin).can_fetch(url, self._policy.user_agent):
            raise FetchRefused("robots", f"{url} was not fetched: the site's robots.txt asks programs not to read it.")

    def delay(self, origin: str) -> float:
        """Seconds the site asks to leave between requests, within our patience."""
        asked = self._of(origin).crawl_delay(self._policy.user_agent) or 0.0
        return max(min(asked, self._policy.longest_crawl_delay), self._policy.seconds_between_requests)

    def _of(self, origin: str) -> Protego:
        if origin not in self._rules:
            self._rules[origin] = Protego.parse(self._text(origin))
        return self._rules[origin]

    def _text(self, origin: str) -> str:
        try:
            return self._read(f"{origin}/robots.txt")[:READ_AT_MOST].decode("utf-8", "replace")
        except FetchFailed as error:
            if error.code in ("not-found", "gone", "client-error", "redirects"):
                return ""
            raise FetchRefused(
                "robots",
                f"{origin} was not fetched: its robots.txt cannot be read now ({error}); it is tried again later.",
            ) from error
