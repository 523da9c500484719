"""XCRI-CAP 1.2, the profile of MLO (EN 15982) in which universities publish: provider → course → presentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import CourseDraft, Found, Page, Unreadable
from importers.markup.xml_stream import Broken, elements
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
    found = 0
    try:
        for draft in _courses(page):
            found += 1
            yield draft
    except Broken as error:
        if not found:
            raise error.unreadable(page) from None
        yield error.fault()
    else:
        if not found:
            none = N_("%(url)s holds no <course> element; check that it is the feed of courses.")
            raise Unreadable(Message(none, url=page.url))


def _courses(page: Page) -> Iterator[CourseDraft]:
    providers = Providers(page, COURSE_ELEMENTS)
    for element in elements(page, COURSE_ELEMENTS):
        yield course_draft(element, *providers.of(element), page)
