"""schema.org in pages and files: JSON-LD, microdata and RDFa, Course and its kin, events, lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.domain.text.messages import N_
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page
from catalogue.ingestion.documents import decode, looks_binary
from importers.markup.html_tree import tree_of
from importers.markup.json_document import unreadable
from importers.markup.jsonld import Block, blocks_of, document
from importers.markup.microdata import items_in
from importers.markup.next_page import following_page
from importers.markup.page_facts import base_address, elsewhere, next_address, own_address, page_language
from importers.markup.rdfa import resources_in
from importers.schema_org.courses import course_draft
from importers.schema_org.graph import Graph, Thing
from importers.schema_org.offerings import offerings, things_of
from importers.schema_org.repetitions import without_repetitions

key = "schemaorg"
label = N_("schema.org markup (JSON-LD, microdata or RDFa)")
aliases = ("schema-org", "json-ld", "jsonld", "microdata", "rdfa")

# Quotation marks as JSON has them, and as editors and encoders of HTML replace them.
_BEFORE = rb"(?:[\"'/:=]|&(?:quot|#0*34|#x0*22);|\xe2\x80[\x9c-\x9e])"
_AFTER = rb"(?:[\"'\s>&\\]|\xe2\x80)"
COURSE_TYPES = re.compile(
    _BEFORE + rb"(?:(?:(?:Language)?Course|CourseInstance|\w{0,40}Event|EventSeries|EducationalOccupationalProgram"
    rb"|LearningResource)" + _AFTER + rb"|learningResourceType\b)"
)
LIST_TYPES = re.compile(_BEFORE + rb"ItemList" + _AFTER)


def detect(page: Page) -> float:
    """Return much for courses and events, less for a list that may be of anything."""
    content = page.content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.replace(b"\x00", b"")  # UTF-16: the patterns are all ASCII
    if b"schema.org" not in content or looks_binary(content):
        return 0.0
    if COURSE_TYPES.search(content):
        return 0.85
    return 0.5 if LIST_TYPES.search(content) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield faults, courses in page order, then links. Raise ``Unreadable`` if nothing in a file is JSON."""
    text = decode(page).lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        block = document(text)
        if isinstance(block, Fault):
            raise unreadable(page, block)
        yield from _courses(Graph([(block.where, block.value)] if block else [], page.url), page, page.url, "")
    else:
        yield from _read_html(text, page)


def read_value(value: object, where: str, page: Page) -> Iterator[Found]:
    """Yield courses in one JSON-LD value that stands by itself; ``where`` locates it in its page."""
    return _courses(Graph([(where, value)], page.url), page, page.url, "")


def _read_html(text: str, page: Page) -> Iterator[Found]:
    own = own_address(text, page)
    base = base_address(text, own)
    found = list(blocks_of(text))
    yield from (block for block in found if isinstance(block, Fault))
    roots = [(block.where, block.value) for block in found if isinstance(block, Block)]
    listed = 0
    for each in _courses(Graph([*roots, *_embedded(text, base)], base), page, own, page_language(text)):
        listed += 1
        yield each
    if page.follows is LinkKind.DETAIL:
        return
    # a page of one course has a next course at most, and only a list has a next page that nobody declares
    following = following_page(text, base, own) if listed > 1 else next_address(text, base)
    if address := elsewhere(following, own):
        yield Link(url=address, kind=LinkKind.NEXT)


def _embedded(text: str, base: str) -> Iterator[tuple[str, object]]:
    """Yield what the attributes of a page's elements say, each with where it stands."""
    readers = [read for mark, read in (("itemscope", items_in), ("typeof", resources_in)) if mark in text]
    root = tree_of(text) if readers else None
    for read in readers if root is not None else ():
        yield from read(root, base)


def _courses(graph: Graph, page: Page, own: str, language: str) -> Iterator[Found]:
    """Yield courses and links to them; ``own`` is the address of the page, ``language`` the one it declares."""
    found = list(things_of(graph))
    things = [each for each in found if isinstance(each, Thing)]
    drafts = without_repetitions(
        course_draft(offering, language or page.language or "") for offering in offerings(things, graph)
    )
    homeless = [draft for draft in drafts if not draft.url]
    if len(homeless) == 1 and not own.startswith("file:") and all(draft.url != own for draft in drafts):
        homeless[0].url = own  # the one that the page is about, or is found on
    yield from drafts
    for address in dict.fromkeys(elsewhere(each, own) for each in found if isinstance(each, str)):
        if address:
            yield Link(url=address, kind=LinkKind.DETAIL)
