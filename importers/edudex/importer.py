"""EDU-DEX: directories of programmes, and programmes in XML or JSON, alone or many in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page, Remark
from importers.edudex.programs import course_draft, is_public
from importers.edudex.texts import first
from importers.edudex.xml_nodes import node_of
from importers.markup.json_document import Node, as_list, head_of, parsed, text
from importers.markup.page_facts import absolute, elsewhere
from importers.markup.xml_root import root_name
from importers.markup.xml_stream import elements, found_until_broken, local_name
from importers.xcri.elements import Node as Element

key = "edudex"
label = N_("EDU-DEX (Netherlands)")
aliases = ("edu-dex", "studiedata")

NAMESPACE = re.compile(rb"https?://(?:www\.)?studiedata\.nl/schema/edudex/", re.I)
XML_NAMES = (b"programClassification", b"programDescriptions")
JSON_NAMES = (b'"programClassification":{', b'"orgUnitId":')
HEAD_BYTES = 20_000
PROGRAM, RESOURCE, SUBDIRECTORY = "program", "programResource", "subDirectory"


def detect(page: Page) -> float:
    """Return near 1 for its namespace, less for the parts of a programme without it."""
    root = root_name(page)
    if not root or root.lower() == "html":
        return 0.94 if all(name in head_of(page) for name in JSON_NAMES) else 0.0
    head = page.content[:HEAD_BYTES]
    return 0.95 if NAMESPACE.search(head) else 0.9 if all(name in head for name in XML_NAMES) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield programmes, and links to those that a directory names. Raise ``Unreadable`` if there is neither.

    Offers for one client are left out, and counted.
    """
    left_out = 0
    none = N_("%(url)s holds no programme and no directory of them; give the address of the directory.")
    for found in found_until_broken(page, _found(page), none):
        if not isinstance(found, tuple):
            yield found
        elif is_public(found[0]):
            yield course_draft(*found, page)
        else:
            left_out += 1
    if left_out:
        others = N_("Offers for one client or not in publication, left out: %(count)s")
        yield Remark(message=Message(others, count=left_out))


def _found(page: Page) -> Iterator[tuple[Node, str] | Link | Fault]:
    return _from_xml(page) if root_name(page) else _from_json(parsed(page))


def _from_xml(page: Page) -> Iterator[tuple[Node, str] | Link | Fault]:
    for element in elements(page, {PROGRAM, RESOURCE, SUBDIRECTORY}):
        if local_name(element) == PROGRAM:
            yield node_of(element), f"line {element.sourceline}"
        else:
            yield from _resource(element, page)


def _resource(element: etree._Element, page: Page) -> Iterator[Link]:
    """Yield the link to a programme or a further directory; an offer for one client is none of ours."""
    node = Element(element)
    named = node.text("resourceUrl") or node.text("directoryUrl")
    stated = named or ("" if len(element) else (element.text or "").strip())
    url = elsewhere(absolute(page.url, stated), page.url) if stated and not node.text("clientId") else ""
    if url:
        kind = LinkKind.DETAIL if local_name(element) == RESOURCE else LinkKind.FEED
        yield Link(url=url, kind=kind, lastmod=node.text("lastEdited"))


def _from_json(value: object) -> Iterator[tuple[Node, str] | Link | Fault]:
    """Yield programmes of one object, of a list, or of the answer to a request for many."""
    envelope = value if isinstance(value, dict) else {}
    for number, item in enumerate(as_list(envelope.get("programs", value)), start=1):
        where = f"programme {number}"
        outer = first(item)
        program = first(outer["data"]) if "data" in outer else outer
        if "programClassification" in program:
            yield program, where
        else:
            identifiers = "/".join(filter(None, (text(outer.get(name)) for name in ("orgUnitId", "programId"))))
            missing = N_("The programme has no programClassification, which says what it is; send it whole.")
            yield Fault(where=where, message=Message(missing), external_id=identifiers or None)
