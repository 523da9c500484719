"""JSON Lines: every line a course, in schema.org's words or under the names of the spreadsheet's columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Fault, Found, Page, Unreadable
from catalogue.ingestion.documents import decode
from importers.markup.json_document import Node, as_list, text
from importers.markup.jsonld import Block, document
from importers.schema_org import importer
from importers.table.columns import match_columns
from importers.table.drafts import Record, course_of

key = "jsonl"
label = N_("JSON Lines")
aliases = ("ndjson", "json-lines")

JSON_LD_KEYS = frozenset({"@type", "@graph", "@context"})
HEAD_BYTES = 100_000
NO_OBJECT = N_("Line %(line)s: the line holds no object; write one course a line.")
NO_JSON = N_("Line %(line)s: the line is not valid JSON by itself; write one course a line.")


def detect(page: Page) -> float:
    """Return near 1 for two lines that are each an object by itself."""
    head = page.content[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    lines = [line.strip() for line in head.split(b"\n", 2) if line.strip()]
    whole = len(lines) > 1 and all(line.startswith(b"{") and line.endswith(b"}") for line in lines[:2])
    return 0.9 if whole and isinstance(document(lines[0].decode("utf-8", "replace")), Block) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield courses in order of lines, then faults. Raise ``Unreadable`` if no line is a JSON object."""
    understood = False
    faults: list[Fault] = []
    for number, line in enumerate(decode(page).split("\n"), start=1):
        match document(line):
            case Block(value=dict() as value):
                understood = True
                yield from _course(value, number, page)
            case Block():
                faults.append(_fault(number, NO_OBJECT))
            case Fault():
                faults.append(_fault(number, NO_JSON))
    if not understood:
        none = N_("%(url)s holds no line that is a JSON object; write one course a line.")
        raise Unreadable(Message(none, url=page.url))
    yield from faults


def _fault(number: int, text: str) -> Fault:
    """Return the fault of a line; which course it meant is not certain, so nothing may be taken for gone."""
    return Fault(where=f"line {number}", message=Message(text, line=number), truncates=True)


def _course(value: Node, number: int, page: Page) -> Iterator[Found]:
    if JSON_LD_KEYS & value.keys():
        yield from importer.read_value(value, f"line {number}", page)
        return
    match = match_columns(list(value))
    found = {column: _cell(value[header], column) for header, column in match.matched.items()}
    cells = {column: cell for column, cell in found.items() if cell}
    if "title" in match.missing:
        untitled = N_("The line names no title; call it title, name, or as a spreadsheet's column may be called.")
        identifier, url = cells.get("id"), cells.get("url", "")
        yield Fault(where=f"line {number}", message=Message(untitled), external_id=identifier, url=url)
        return
    yield course_of(Record(number=number, where=f"line {number}", values=cells), page)


def _cell(value: Any, column: str) -> str:
    """Return a value as a cell would hold it; objects are left out, and answers but for that to "online?"."""
    if isinstance(value, bool):
        return str(int(value)) if column == "delivery_mode" else ""
    return "|".join(found for one in as_list(value) if (found := text(one)))
