"""The parts of a sitemap that may be its courses: its addresses by the path they begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from catalogue.domain.text.cldr import EUROPEAN
from catalogue.ingestion.discovery.ways import Way
from catalogue.ingestion.leads import speaks_of_courses, speaks_of_events, speaks_of_others

MIN_PAGES_OF_A_PART = 2
MAX_PARTS = 4


def parts_of(way: Way) -> Sequence[Way]:
    """Return the parts of a way that leads to all of a site, those whose path speaks of courses first.

    None where all of it is one part.
    """
    pages_by_prefix: dict[str, list[str]] = {}
    for page in way.pages:
        if prefix := _prefix(page):
            pages_by_prefix.setdefault(prefix, []).append(page)
    sizes = {prefix: len(pages) for prefix, pages in pages_by_prefix.items()}
    large = [prefix for prefix, size in sizes.items() if MIN_PAGES_OF_A_PART <= size < len(way.pages)]
    promising = sorted(large, key=lambda prefix: (_promise(prefix), sizes[prefix]), reverse=True)
    return [replace(way, part=prefix, pages=pages_by_prefix[prefix]) for prefix in promising[:MAX_PARTS]]


def lists_by_promise(lists: Sequence[str]) -> Iterator[str]:
    """Yield the sitemaps of an index, those named for courses first and those of other things last."""
    yield from sorted(lists, key=_promise, reverse=True)


def _prefix(page: str) -> str:
    """Return the address up to the first folder that is no language's; empty for a page that stands in none."""
    parts = urlsplit(page)
    folders = [folder for folder in parts.path.split("/")[1:-1] if folder]
    languages = [folder for folder in folders[:1] if folder.lower().partition("-")[0] in EUROPEAN]
    above = [*languages, *folders[len(languages) : len(languages) + 1]]
    return f"{parts.scheme}://{parts.netloc}/{'/'.join(above)}/" if len(above) > len(languages) else ""


def _promise(address: str) -> int:
    path = urlsplit(address).path
    return 2 * speaks_of_courses(path) + speaks_of_events(path) - speaks_of_others(path)
