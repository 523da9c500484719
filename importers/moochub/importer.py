"""MOOChub, the JSON:API feed of European course platforms: versions 2.x and 3.0.1, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page, Unreadable
from importers.markup.json_document import Node, as_list, head_of, nodes, parsed, text
from importers.markup.page_facts import absolute, elsewhere
from importers.moochub.courses import course_draft

key = "moochub"
label = N_("MOOChub feed (2.x and 3)")
aliases = ("mooc-hub", "json-api")

RECORD_TYPES = frozenset({"courses", "course"})
RECORD = re.compile(rb'"type":"[Cc]ourses?"')


def detect(page: Page) -> float:
    """Return near 1 for JSON:API records of the type, less for names that no other format has."""
    head = head_of(page)
    enveloped = b'"attributes":' in head and bool(RECORD.search(head))
    return 0.95 if enveloped else 0.7 if head.startswith(b"{") and b'"moocProvider":' in head else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield courses in feed order, then the next page. Raise ``Unreadable`` if there is no such feed in the page."""
    value = parsed(page)
    envelope = value if isinstance(value, dict) else {}
    if "data" not in envelope:
        yield from _bare(value, page)
        return
    for number, record in enumerate(as_list(envelope["data"]), start=1):
        kind = text(record.get("type")).lower() if isinstance(record, dict) else ""
        if not kind or kind in RECORD_TYPES:
            yield _record(record, number, page)
    if address := _next(envelope, page):
        yield Link(url=address, kind=LinkKind.NEXT)


def _record(record: Any, number: int, page: Page) -> Found:
    attributes = record.get("attributes") if isinstance(record, dict) else None
    where = f"record {number}"
    if not isinstance(attributes, dict):
        identifier = text(record.get("id")) if isinstance(record, dict) else ""
        bare = N_("The record has no attributes; give it an object of that name, as JSON:API asks.")
        return Fault(where=where, message=Message(bare), external_id=identifier or None)
    return course_draft(attributes, text(record.get("id")), where, page.url)


def _bare(value: Any, page: Page) -> Iterator[Found]:
    """Yield courses without an envelope, as the format's first version has them."""
    records = [record for record in nodes(value) if "name" in record]
    if not records:
        none = N_("%(url)s is JSON without a list of courses named data; check that it is the feed.")
        raise Unreadable(Message(none, url=page.url))
    for number, record in enumerate(records, start=1):
        yield course_draft(record, "", f"record {number}", page.url)


def _next(envelope: Node, page: Page) -> str:
    """Return the next page's address, a text or an object's ``href`` (https://jsonapi.org/format/#document-links)."""
    links = next(iter(nodes(envelope.get("links"))), {})
    stated = links.get("next")
    address = text(stated.get("href")) if isinstance(stated, dict) else text(stated)
    return elsewhere(absolute(page.url, address), page.url) if address else ""
