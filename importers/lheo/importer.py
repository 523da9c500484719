"""LHEO 2.0 to 2.3, in which French training bodies publish by decree, and the dialect of Mon compte formation."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.domain.text.messages import N_
from catalogue.ingestion.contract import CourseDraft, Found, Page
from importers.lheo.formations import SUMMARY, course_draft
from importers.markup.xml_root import root_name
from importers.markup.xml_stream import elements, found_until_broken

key = "lheo"
label = N_("LHEO feed (France)")
aliases = ("lhéo", "edof", "mon-compte-formation")

ROOTS = frozenset({"lheo", "lheo-index", "lheo-plus"})
COURSE_ELEMENTS = frozenset({"formation", SUMMARY})


def detect(page: Page) -> float:
    """Return near 1 for one of the root elements; their namespaces change with each version."""
    return 0.95 if root_name(page) in ROOTS else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield formations in feed order, one in memory at a time. Raise ``Unreadable`` if the page has none."""
    none = N_("%(url)s holds no <formation> element; check that it is the feed of courses.")
    yield from found_until_broken(page, _courses(page), none)


def _courses(page: Page) -> Iterator[CourseDraft]:
    for element in elements(page, COURSE_ELEMENTS):
        yield course_draft(element, page)
