"""XCRI-CAP 1.2, the profile of MLO (EN 15982) in which universities publish: provider → course → presentation."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from catalogue.ingestion.contract import CourseDraft, Fault, Found, Page, Unreadable
from importers.markup.xcri_elements import course_draft, local_name, provider_draft

key = "xcri"
label = "XCRI-CAP feed"
aliases = ("xcri-cap", "mlo")

MARKS = re.compile(rb"xcri\.org|purl\.org/net/mlo|xcri\.co\.uk", re.I)
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
COURSES = frozenset({"course", "learningOpportunitySpecification"})
HEAD = 5000


def detect(page: Page) -> float:
    """Sure where the namespaces are named."""
    return 0.95 if MARKS.search(page.content[:HEAD]) and b"<" in page.content[:HEAD] else 0.0


def read(page: Page) -> Iterator[Found]:
    """Courses in feed order, one in memory at a time. Raises ``Unreadable`` if there is no such feed in the page."""
    if forbidden := DOCTYPE.search(page.content[:HEAD]):
        line = page.content.count(b"\n", 0, forbidden.start()) + 1
        raise Unreadable(
            f"{page.url}, line {line}: the feed declares a document type or entities, which is not read because it can "
            "be used to exhaust the reader; publish the feed without the declaration."
        )
    found = 0
    try:
        for draft in _courses(page):
            found += 1
            yield draft
    except etree.XMLSyntaxError as error:
        yield from _broken(page, error, found)
    else:
        if not found:
            raise Unreadable(f"{page.url} holds no <course> element; check that it is the feed of courses.")


def _broken(page: Page, error: etree.XMLSyntaxError, found: int) -> Iterator[Found]:
    line = error.lineno or 1
    message = f"The XML is broken from line {line} on ({error.msg}); what comes after it was not read."
    if not found:
        raise Unreadable(f"{page.url}: {message}") from None
    yield Fault(where=f"line {line}", message=message, truncates=True)


def _courses(page: Page) -> Iterator[CourseDraft]:
    """Elements are dropped as soon as they are read, so that a feed of any length fits."""
    events = etree.iterparse(
        io.BytesIO(page.content),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in events:
        if local_name(element) in COURSES:
            yield course_draft(element, provider_draft(element), page)
            _forget(element)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent, before = element.getparent(), element.getprevious()
    if parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
