"""What a site's robots.txt allows (RFC 9309): 4xx means everything, 5xx and silence nothing for now."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.policy import FetchPolicy

MAX_ROBOTS_BYTES = 500_000
"""Bytes, the 500 KiB that RFC 9309 section 2.5 asks a reader to parse at least."""
CODES_MEANING_NO_RULES = frozenset({"not-found", "gone", "client-error", "redirects", "unexpected"})

CODES_NOT_OF_ROBOTS = frozenset({"dns", "tls", "cache"})
"""Failures that are not about robots.txt and would happen with every page of the origin."""


class Robots:
    """The rules of each origin (scheme, host and port), asked for once per client; so is a failure to get them."""

    def __init__(self, policy: FetchPolicy, read: Callable[[str], bytes]) -> None:
        self._policy, self._read = policy, read
        self._rules: dict[str, Protego] = {}
        self._unreadable: dict[str, FetchRefused | FetchFailed] = {}

    def check(self, url: str, origin: str) -> None:
        """Raise ``FetchRefused`` if the site does not want the address read, ``FetchFailed`` if it is not reachable."""
        if not self._of(origin).can_fetch(url, self._policy.user_agent):
            unwanted = N_(
                "%(url)s was not fetched: the site's robots.txt asks programs not to read it; ask its provider."
            )
            raise FetchRefused("robots", Message(unwanted, url=url))

    def sitemaps(self, origin: str) -> list[str]:
        """Return the sitemaps that the site's robots.txt names; none if it cannot be read."""
        try:
            return list(self._of(origin).sitemaps)
        except (FetchRefused, FetchFailed):
            return []

    def delay(self, origin: str) -> float:
        """Return the seconds the site asks to leave between requests, within our limits."""
        asked = self._of(origin).crawl_delay(self._policy.user_agent) or 0.0
        usual, longest = self._policy.seconds_between_requests, self._policy.longest_crawl_delay
        return min(asked, max(usual, longest)) if asked > usual else usual  # also right for "nan"

    def _of(self, origin: str) -> Protego:
        if origin in self._unreadable:
            raise self._unreadable[origin].with_traceback(None)
        if origin not in self._rules:
            self._rules[origin] = Protego.parse(self._text(origin))
        return self._rules[origin]

    def _text(self, origin: str) -> str:
        try:
            return self._read(f"{origin}/robots.txt")[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")
        except FetchFailed as error:
            if error.code in CODES_MEANING_NO_RULES:
                return ""
            self._unreadable[origin] = error if error.code in CODES_NOT_OF_ROBOTS else _closed_for_now(origin, error)
            raise self._unreadable[origin] from None


def _closed_for_now(origin: str, error: FetchFailed) -> FetchRefused:
    closed = N_("%(site)s was not fetched, as its robots.txt cannot be read now: %(reason)s")
    return FetchRefused("robots", Message(closed, site=origin, reason=error.message))
