"""What a run found and could not read: it is not gone, and no course that it may be is withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from catalogue.domain.text.messages import N_, Message, Text, joined_messages
from catalogue.domain.text.web_addresses import canonical_url
from catalogue.ingestion.contents import PageTraits
from catalogue.ingestion.registry import discover
from catalogue.ingestion.report import RunReport
from catalogue.ingestion.sightings import Hidden
from catalogue.services.sources.importing.alarms import EarlierRuns

NOT_SEEN_WHOLE = N_("The whole source was not seen, so nothing was withdrawn. %(why)s")
FORMAT_CHANGED = N_(
    "Until now it was read as %(format)s, and no page of it is any more, so nothing was withdrawn; see whether the "
    "address shows what it should."
)
PAGE_REPLACED = N_("%(url)s is of another kind than until now, or cut off.")
MAX_REASONS = 5
"""Reasons that a run's report gives for being incomplete: a list may have a thousand records of the same fault."""
MAX_PAGE_URL_CHARACTERS = 2000
"""Characters that a course keeps of the address of its page."""


class Unseen:
    """Records and pages that were hidden from a run; where they may be anything, its report is marked as incomplete."""

    def __init__(self, report: RunReport) -> None:
        self._report = report
        self._names: set[str] = set()
        self._pages: set[str] = set()
        self._leading: dict[str, tuple[frozenset[str], Text]] = {}
        self._reasons = 0

    def add(self, hidden: Hidden, why: Text) -> None:
        """Note what something hid, and why."""
        if hidden.anything:
            self._incomplete(Message(NOT_SEEN_WHOLE, why=why))
        self.treat_as_seen(*hidden.names)
        self._pages.update(_keys(hidden.pages))
        if hidden.may_lead_on:
            self._leading[min(hidden.pages)] = frozenset(_keys(hidden.pages)), why

    def treat_as_seen(self, *names: str | None) -> None:
        """Treat these addresses and ids as those of records that are there."""
        known = [name for name in names if name]
        self._names.update(known, map(canonical_url, known))

    def settle(self, pages: Collection[str]) -> None:
        """Mark the report as incomplete if a hidden page may have led to records: it held none itself.

        ``pages`` are the addresses of pages that hold records.
        """
        held = set(_keys(pages))
        for addresses, why in self._leading.values():
            if held.isdisjoint(addresses):
                self._incomplete(Message(NOT_SEEN_WHOLE, why=why))

    def compare(self, earlier: EarlierRuns, looks: Mapping[str, PageTraits], *, skipped: bool) -> None:
        """Hide what stood on pages in whose place another one came, or a part: that is no sign that it is gone.

        A source of which no page is read in its format any more is hidden as a whole, unless pages were ``skipped``.
        """
        before = earlier.looks
        replaced = [url for url, look in looks.items() if look.took_the_place_of(before.get(url, look))]
        self._pages.update(_keys(replaced))
        if lists := [url for url in replaced if before[url].leads_on]:
            self._incomplete(Message(NOT_SEEN_WHOLE, why=Message(PAGE_REPLACED, url=lists[0])))
        if formats := () if skipped else earlier.formats() - {look.importer for look in looks.values()}:
            labels = [Message(discover()[key].label if key in discover() else key) for key in sorted(formats)]
            self._incomplete(Message(FORMAT_CHANGED, format=joined_messages(labels)))

    def _incomplete(self, reason: Message) -> None:
        self._reasons += 1
        if self._reasons <= MAX_REASONS:
            self._report.incomplete(reason)

    def may_be(self, external_id: str | None, url: str, page_url: str) -> bool:
        """Say whether the course may be one of those that were not seen."""
        return (
            external_id in self._names
            or canonical_url(url) in self._names
            or canonical_url(page_url)[:MAX_PAGE_URL_CHARACTERS] in self._pages
        )


def _keys(pages: Iterable[str]) -> Iterable[str]:
    return (canonical_url(page[:MAX_PAGE_URL_CHARACTERS])[:MAX_PAGE_URL_CHARACTERS] for page in pages)
