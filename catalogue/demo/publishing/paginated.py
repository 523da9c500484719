"""A list over several pages (``?page=2``) in markup of the site's own."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.demo.content import SampleCourse, SampleSite
from catalogue.demo.pages import Document, Resource, Visit, page
from catalogue.demo.publishing.website import website

KEY = "paginated"


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of the list; ``number`` counts from 1, ``previous`` and ``next`` are addresses or empty."""

    number: int
    last: int
    courses: tuple[SampleCourse, ...]
    previous: str
    next: str


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site) | {site.list_path: _list_page}


def _list_page(visit: Visit) -> Document | None:
    pager = _pager(visit)
    return page("list.html", visit, blocks=[], feed="", pager=pager) if pager else None


def _pager(visit: Visit) -> Pager | None:
    site = visit.site
    text = visit.query.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() else 0
    last = max(1, -(-len(site.courses) // site.page_size))
    if not 1 <= number <= last:
        return None
    first = (number - 1) * site.page_size
    return Pager(
        number,
        last,
        site.courses[first : first + site.page_size],
        _address(visit, number - 1) if number > 1 else "",
        _address(visit, number + 1) if number < last else "",
    )


def _address(visit: Visit, number: int) -> str:
    base = visit.link(visit.site.list_path)
    return base if number == 1 else f"{base}?page={number}"
