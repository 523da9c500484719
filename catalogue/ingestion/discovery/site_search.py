"""Finds what can be read at an address and behind it: feeds, calendars, tables, sitemaps, the platform's API.

What is found is ranked by evidence that it is courses: the pages behind each way are sampled before, as far as time
allows.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from catalogue.domain.text.web_addresses import page_key
from catalogue.ingestion.contract import LinkKind, Page
from catalogue.ingestion.discovery.course_likeness import LIKELY
from catalogue.ingestion.discovery.sitemap_parts import lists_by_promise, parts_of
from catalogue.ingestion.discovery.ways import Way, ways_of
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.leads import leads_on

MAX_ADDRESSES_TRIED = 8
MAX_LISTS_OF_AN_INDEX = 3
PAGES_SAMPLED = 3
Fetch = Callable[[str], Page]


def ways_to_read(page: Page, fetch: Fetch, sitemaps: Iterable[str], seconds: float) -> Sequence[Way]:
    """Return the ways to read courses that a page offers itself or through the addresses it names, the best first.

    ``sitemaps`` are those of the site's robots.txt. What cannot be fetched or read within ``seconds`` is left out.
    """
    ends_at = time.monotonic() + seconds
    pages_sampled: dict[str, Page | None] = {}

    def fetch_once(address: str) -> Page | None:
        if address not in pages_sampled:
            pages_sampled[address] = next(_fetched([address], fetch, ends_at), None)
        return pages_sampled[address]

    found = _found(page, fetch_once, sitemaps)
    parts = [part for way in found if getattr(way.importer, "whole_site", False) for part in parts_of(way)]
    weighed = [_weighed(way, fetch_once) for way in [*_not_led_to(found, page), *parts]]
    useful = [way for way in weighed if not way.part or way.of_courses]
    return sorted(useful, key=lambda way: way.rank, reverse=True)


def _found(page: Page, fetch: Callable[[str], Page | None], sitemaps: Iterable[str]) -> list[Way]:
    """Return the ways at the page and at the addresses it leads to, one an address and importer."""
    found, waiting, known = list(ways_of(page)), deque([*leads_on(page), *sitemaps]), {page_key(page.url)}
    while waiting and len(known) <= MAX_ADDRESSES_TRIED:
        address = waiting.popleft()
        if page_key(address) in known:
            continue
        known.add(page_key(address))
        if (behind := fetch(address)) is not None:
            ways = list(ways_of(behind))
            found += ways
            inner = [each for way in ways for each in list(lists_by_promise(way.lists))[:MAX_LISTS_OF_AN_INDEX]]
            waiting.extendleft(reversed(inner))
            waiting.extend(leads_on(behind))
    once = list({(page_key(way.address), way.importer.key): way for way in found}.values())
    return [way for way in once if not any(_repeats(way, other) for other in once)]


def _repeats(way: Way, other: Way) -> bool:
    """Say whether a surer importer finds at the same address all that this one does."""
    same = page_key(way.address) == page_key(other.address) and way.confidence < other.confidence
    return same and way.courses <= other.courses and way.leads <= other.leads


def _not_led_to(ways: Sequence[Way], given: Page) -> list[Way]:
    """Return the ways without pages that another way leads to anyway, but always with the page that was given.

    A sitemap leads to everything, so what it leads to is left out only where it is the page of one course.
    """
    whole = [way for way in ways if getattr(way.importer, "whole_site", False)]
    led_to = frozenset[str]().union(*(way.leads for way in ways if way not in whole))
    on_site = frozenset[str]().union(*(way.leads for way in whole))
    return [way for way in ways if way.address == given.url or not _is_behind(way, led_to, on_site)]


def _is_behind(way: Way, led_to: frozenset[str], on_site: frozenset[str]) -> bool:
    address = page_key(way.address)
    return address in led_to or (address in on_site and way.courses <= 1 and not way.leads)


def _weighed(way: Way, fetch: Callable[[str], Page | None]) -> Way:
    """Return the way with what a sample of the pages behind it holds, where it does not show courses itself."""
    behind = way.pages or way.known_pages or way.lists
    if not behind or (way.courses and way.likeness >= LIKELY):
        return way
    kind = LinkKind.DETAIL if way.pages or way.known_pages else LinkKind.FEED
    sample = behind[:: max(1, len(behind) // PAGES_SAMPLED)][:PAGES_SAMPLED]
    read = [page for page in map(fetch, sample) if page is not None]
    best = [max(ways_of(replace(page, follows=kind)), key=_evidence, default=None) for page in read]
    found = [one for one in best if one is not None and (one.of_courses or kind is LinkKind.FEED)]
    return replace(
        way,
        tried=len(read),
        useful=len(found),
        behind=[draft for one in found for draft in one.drafts],
        likeness_behind=sum(one.likeness for one in found) / len(found) if found else 0.0,
        confidence_behind=min((one.confidence for one in found), default=0.0),
    )


def _evidence(way: Way) -> tuple[float, float]:
    return way.likeness, way.confidence


def _fetched(addresses: Iterable[str], fetch: Fetch, ends_at: float) -> Iterator[Page]:
    for address in addresses:
        if time.monotonic() > ends_at:
            return
        try:
            yield fetch(address)
        except (FetchRefused, FetchFailed):
            continue
