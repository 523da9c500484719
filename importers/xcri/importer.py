"""XCRI-CAP 1.2, the profile of MLO (EN 15982) in which universities publish: provider → course → presentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.domain.text.messages import N_
from catalogue.ingestion.contract import CourseDraft, Found, Page
from importers.markup.xml_stream import elements, found_until_broken
from importers.xcri.elements import course_draft
from importers.xcri.providers import Providers

key = "xcri"
label = N_("XCRI-CAP or MLO feed")
aliases = ("xcri-cap", "mlo")

MARKS = re.compile(rb"xcri\.org|purl\.org/net/mlo|xcri\.co\.uk", re.I)
COURSE_ELEMENTS = frozenset({"course", "learningOpportunitySpecification"})
HEAD_BYTES = 5000


def detect(page: Page) -> float:
    """Return near 1 where the namespaces are named."""
    head = page.content[:HEAD_BYTES]
    return 0.95 if MARKS.search(head) and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield courses in feed order, one in memory at a time. Raise ``Unreadable`` if the page has no such feed."""
    none = N_("%(url)s holds no <course> element; check that it is the feed of courses.")
    yield from found_until_broken(page, _courses(page), none)


def _courses(page: Page) -> Iterator[CourseDraft]:
    providers = Providers(page, COURSE_ELEMENTS)
    for element in elements(page, COURSE_ELEMENTS):
        yield course_draft(element, *providers.of(element), page)
