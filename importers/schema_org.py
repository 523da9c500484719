"""schema.org in pages and files: JSON-LD and microdata, Course and its kin, events, lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from catalogue.ingestion.contract import CourseDraft, Fault, Found, Link, LinkKind, Page, Unreadable
from catalogue.ingestion.documents import decode, looks_binary
from importers.markup.graph import Graph, Thing
from importers.markup.jsonld import Block, blocks_of, document
from importers.markup.microdata import items_of
from importers.markup.page_facts import base_address, next_address, page_language
from importers.markup.schema_courses import COURSES, EVENTS, course_draft, instances_of

key = "schemaorg"
label = "schema.org markup (JSON-LD or microdata)"
aliases = ("schema-org", "json-ld", "jsonld", "microdata")

TYPES = re.compile(rb"[\"'/:](?:Course|CourseInstance|\w*Event|EducationalOccupationalProgram|LearningResource)[\"'\s]")
LISTS = re.compile(rb"[\"'/:]ItemList[\"'\s]")


def detect(page: Page) -> float:
    """Sure of courses and events, less so of a list that may be of anything."""
    if b"schema.org" not in page.content or looks_binary(page.content):
        return 0.0
    if TYPES.search(page.content):
        return 0.85
    return 0.5 if LISTS.search(page.content) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Courses in page order, then links. Raises ``Unreadable`` if nothing in a file is JSON."""
    text = decode(page)
    is_json = text.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    base = page.url if is_json else base_address(text, page)
    found = [document(text)] if is_json else [*blocks_of(text)]
    yield from _faults(found, page, is_json)
    roots = [(block.where, block.value) for block in found if isinstance(block, Block)]
    if not is_json:
        roots += items_of(text, base)
    yield from _read(Graph(roots), page, base, "" if is_json else page_language(text))
    if not is_json and (address := next_address(text, base)):
        yield Link(url=address, kind=LinkKind.NEXT)


def _faults(found: Iterable[Block | Fault | None], page: Page, is_json: bool) -> Iterator[Fault]:
    for block in found:
        if isinstance(block, Fault):
            if is_json:
                raise Unreadable(f"{page.url}: {block.where}: {block.message}")
            yield block


def _read(graph: Graph, page: Page, base: str, language: str) -> Iterator[Found]:
    things = [thing for top in graph.top() for thing in _listed(top)]
    drafts = [course_draft(thing, page, base, language) for thing in _courses(things)]
    drafts = _without_repetitions(drafts)
    if len(drafts) == 1 and not drafts[0].url and not base.startswith("file:"):
        drafts[0].url = base
    yield from drafts
    for thing in things:
        if not thing.types & (COURSES | EVENTS) and (url := _listed_address(thing, base)):
            yield Link(url=url, kind=LinkKind.DETAIL)


def _listed(top: Thing) -> Iterator[Thing]:
    """A list stands for what it lists."""
    if "ItemList" not in top.types:
        yield top
        yield from (inner for part in top.things("mainEntity") for inner in _listed(part))
        return
    for entry in top.things("itemListElement"):
        items = entry.things("item")
        yield from items or [entry]


def _listed_address(thing: Thing, base: str) -> str:
    """Where an entry of a list leads that says nothing else of what is there."""
    if thing.types - {"ListItem"} or not (thing.types or thing.id):
        return ""
    url = next((value for value in thing.raw("item", "url") if isinstance(value, str)), "") or thing.id
    try:
        return urljoin(base, url) if url else ""
    except ValueError:
        return ""


def _courses(things: list[Thing]) -> Iterator[Thing]:
    """Courses, and the events that are not one of their instances."""
    courses = [thing for thing in things if thing.types & COURSES]
    runs = {(run.start, run.url) for course in courses for run in instances_of(course)}
    names = {course.text("name") for course in courses}
    yield from courses
    for thing in things:
        if thing.types & COURSES or not _is_event(thing):
            continue
        repeats = thing.text("name") in names and (thing.text("startDate"), thing.text("url")) in runs
        if not repeats and not thing.text("instanceOf"):
            yield thing


def _is_event(thing: Thing) -> bool:
    return bool(thing.types & EVENTS) or any(name.endswith("Event") for name in thing.types)


def _without_repetitions(drafts: list[CourseDraft]) -> list[CourseDraft]:
    """The same course in two syntaxes is one: the first, filled in where it is silent."""
    kept: dict[tuple[str, str], CourseDraft] = {}
    for draft in drafts:
        identity = (draft.title, draft.url)
        first = kept.setdefault(identity, draft)
        if first is not draft and not _says_otherwise(first, draft):
            continue
        if first is not draft:
            kept[(draft.title, f"{draft.url}#{draft.where}{len(kept)}")] = draft
    return list(kept.values())


def _says_otherwise(first: CourseDraft, second: CourseDraft) -> bool:
    """Two different ids are two courses."""
    return bool(first.external_id and second.external_id and first.external_id != second.external_id)
