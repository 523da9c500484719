"""Finds what can be read at an address and behind it: feeds, calendars, tables, sitemaps, the platform's API."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from catalogue.domain.text.web_addresses import page_key
from catalogue.ingestion.contract import CourseDraft, Importer, Link, LinkKind, Page, Unreadable
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.importer_output import found_in
from catalogue.ingestion.leads import leads_on
from catalogue.ingestion.registry import Candidate, candidates

logger = logging.getLogger(__name__)

MAX_ADDRESSES_TRIED = 8
MAX_FINDS_PER_PAGE = 20_000
PAGES_SAMPLED = 3
SECONDS_PER_PAGE = 8.0
Fetch = Callable[[str], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to read a site: an address with the importer that fits it.

    ``courses`` stand at the address itself; ``pages``, ``lists`` (of pages) and ``following`` (pages of the same list)
    are the addresses it leads to. Where it says nothing of what is there, ``tried`` of them were read, and ``useful``
    held something.
    """

    address: str
    importer: Importer
    confidence: float
    courses: int
    pages: Sequence[str]
    lists: Sequence[str]
    following: Sequence[str]
    tried: int = 0
    useful: int = 0

    @property
    def rank(self) -> tuple[bool, int, int, float]:
        """The sort key: a way to courses first, then by how many; pages behind count as far as the sample had some."""
        behind = len(self.pages) + len(self.lists)
        courses = max(self.courses, behind * self.useful // self.tried if self.tried else 0)
        of_courses = bool(courses) and not getattr(self.importer, "whole_site", False)
        return of_courses, courses, behind, self.confidence

    @property
    def leads(self) -> frozenset[str]:
        """All the addresses it leads to, as page keys."""
        return frozenset(map(page_key, (*self.pages, *self.lists, *self.following)))


def ways_to_read(page: Page, fetch: Fetch, sitemaps: Iterable[str], seconds: float) -> Sequence[Way]:
    """Return the ways to read courses that a page offers itself or through the addresses it names, the best first.

    ``sitemaps`` are those of the site's robots.txt. What cannot be fetched or read within ``seconds`` is left out.
    """
    ends_at = time.monotonic() + seconds
    found, waiting, known = list(ways_of(page)), deque([*leads_on(page), *sitemaps]), {page_key(page.url)}
    while waiting and len(known) <= MAX_ADDRESSES_TRIED:
        address = waiting.popleft()
        if page_key(address) in known:
            continue
        known.add(page_key(address))
        for behind in _fetched([address], fetch, ends_at):
            found += ways_of(behind)
            waiting.extend(leads_on(behind))
    known_ways = {(page_key(way.address), way.importer.key): way for way in found}
    tried = [_sampled(way, fetch, ends_at) for way in _not_led_to(list(known_ways.values()), page)]
    return sorted(tried, key=lambda way: way.rank, reverse=True)


def _not_led_to(ways: Sequence[Way], given: Page) -> list[Way]:
    """Return the ways without pages that another way leads to anyway, but always with the page that was given."""
    led_to = frozenset[str]().union(*(way.leads for way in ways))
    return [way for way in ways if way.address == given.url or page_key(way.address) not in led_to]


def ways_of(page: Page) -> Iterator[Way]:
    """Yield the importers that find something in a page, each with how much; one that fails finds nothing."""
    for candidate in candidates(page):
        try:
            way = _way(page, candidate)
        except Exception:
            logger.exception("reading %s as %s failed", page.url, candidate.importer.key)
            continue
        if way.courses or way.pages or way.lists:
            yield way


def _way(page: Page, candidate: Candidate) -> Way:
    courses, links = 0, dict[LinkKind, list[str]]()
    try:
        for found in islice(found_in(page, candidate.importer, SECONDS_PER_PAGE), MAX_FINDS_PER_PAGE):
            if isinstance(found, Link) and not found.known:
                links.setdefault(found.kind, []).append(found.url)
            elif isinstance(found, CourseDraft | Link):
                courses += 1
    except Unreadable:
        pass  # what was read before counts
    return Way(
        address=page.url,
        importer=candidate.importer,
        confidence=candidate.confidence,
        courses=courses,
        pages=links.get(LinkKind.DETAIL, ()),
        lists=links.get(LinkKind.FEED, ()),
        following=links.get(LinkKind.NEXT, ()),
    )


def _sampled(way: Way, fetch: Fetch, ends_at: float) -> Way:
    """Return the way with what a sample of the pages behind it holds, if it says nothing of them itself."""
    behind = way.lists or way.pages
    if way.courses or not behind:
        return way
    kind = LinkKind.FEED if way.lists else LinkKind.DETAIL
    sample = behind[:: max(1, len(behind) // PAGES_SAMPLED)][:PAGES_SAMPLED]
    looked_at = [any(ways_of(replace(page, follows=kind))) for page in _fetched(sample, fetch, ends_at)]
    return replace(way, tried=len(looked_at), useful=sum(looked_at))


def _fetched(addresses: Iterable[str], fetch: Fetch, ends_at: float) -> Iterator[Page]:
    for address in addresses:
        if time.monotonic() > ends_at:
            return
        try:
            yield fetch(address)
        except (FetchRefused, FetchFailed):
            continue
