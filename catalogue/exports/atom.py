"""An Atom feed (RFC 4287): an entry for each course, the latest change first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from heapq import nlargest
from typing import BinaryIO

from lxml import etree

from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.exports.xml_elements import elements_of
from catalogue.models import Course

ATOM = "http://www.w3.org/2005/Atom"
MAX_ENTRIES = 100
E = elements_of(ATOM, {None: ATOM})


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write the ``MAX_ENTRIES`` courses that changed last; feed readers ask again and need no more."""
    latest = nlargest(MAX_ENTRIES, courses, key=lambda course: course.updated_at)
    changed = latest[0].updated_at if latest else catalogue.made_at
    feed = E.feed(
        E.id(catalogue.address),
        E.title(catalogue.name),
        E.updated(_instant(changed)),
        E.link(rel="alternate", href=catalogue.address),
        E.author(E.name(catalogue.name)),
        *(_entry(course, catalogue.page_of(course)) for course in latest),
    )
    out.write(etree.tostring(feed, xml_declaration=True, encoding="UTF-8"))
    return ExportReport(len(latest))


def _entry(course: Course, page: str) -> etree._Element:
    entry = E.entry(
        E.id(page),
        E.title(course.title),
        E.updated(_instant(course.updated_at)),
        E.published(_instant(course.created_at)),
        E.link(rel="alternate", href=page),
        E.author(E.name(course.provider.name)),
        *([E.summary(course.summary)] if course.summary else []),
        *(E.category(term=area.area_key) for area in course.skill_areas),
    )
    if course.language:
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", course.language)
    built: etree._Element = entry
    return built


def _instant(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(timespec="seconds")


FORMAT = Format("atom", "Atom feed", "application/atom+xml", "atom", write)
