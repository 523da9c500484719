"""How far one run may go, and when to give up."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Link, LinkKind

SITE_FAILURE_CODES = frozenset({"timeout", "connection", "busy", "server-error", "tls", "dns"})
"""Failures that concern the whole site and not just one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlLimits:
    """Limits of one run: pages read, and seconds until it is ended.

    ``max_failures_in_a_row`` counts pages that the site fails to give, ``max_pages_without_news`` pages of a list that
    hold nothing new, as those of a calendar that goes on for ever do.
    """

    max_pages: int = 5000
    seconds: float = 3600.0
    max_failures_in_a_row: int = 8
    max_pages_without_news: int = 25


@dataclass(slots=True)
class Bounds:
    """The limits of one run and how much of them is used up."""

    limits: CrawlLimits
    pages_read: int = 0
    _ends_at: float = field(init=False)
    _failures_in_a_row: int = 0
    _pages_without_news: int = 0
    _last_failure: Text = ""

    def __post_init__(self) -> None:
        self._ends_at = time.monotonic() + self.limits.seconds

    @property
    def ends_at(self) -> float:
        """When the run must be over (``time.monotonic``)."""
        return self._ends_at

    def reason_to_end(self) -> Message | None:
        """Return why the run has to end now, None if it may go on."""
        if self.pages_read >= self.limits.max_pages:
            most = N_("The run read %(pages)s pages, its limit (CATALOGUE_RUN_MAX_PAGES)")
            return Message(most, pages=self.pages_read)
        if self.late:
            return self.too_late()
        if self._failures_in_a_row >= self.limits.max_failures_in_a_row:
            left = N_("The site failed %(times)s times in a row, so that it was left in peace (%(reason)s)")
            return Message(left, times=self._failures_in_a_row, reason=self._last_failure)
        return None

    @property
    def late(self) -> bool:
        """Whether the run should be over."""
        return time.monotonic() > self._ends_at

    def too_late(self) -> Message:
        """Return the message for a run that was ended at its deadline."""
        late = N_("The run reached its deadline of %(seconds)s seconds (CATALOGUE_RUN_DEADLINE)")
        return Message(late, seconds=f"{self.limits.seconds:.0f}")

    def count_failure(self, code: str, message: Text) -> None:
        """Note that a page could not be fetched."""
        self._failures_in_a_row = self._failures_in_a_row + 1 if code in SITE_FAILURE_CODES else 0
        self._last_failure = message

    def count_page(self) -> None:
        """Note that a page was read to its end; a page whose reading is broken off is read again in the next run."""
        self.pages_read += 1
        self._failures_in_a_row = 0

    def count_list_page(self, fruitful: bool) -> None:
        """Note a page of a list; ``fruitful`` if it held a course or a link to a page not seen before."""
        self._pages_without_news = 0 if fruitful else self._pages_without_news + 1

    def leads_nowhere(self, link: Link) -> bool:
        """Say whether the list that this link continues has held nothing new for too long."""
        return link.kind is LinkKind.NEXT and self._pages_without_news >= self.limits.max_pages_without_news
