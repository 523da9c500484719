"""JSON under names of the publisher's own: a list of records, by itself or in an envelope that leads to the next page.

Values of a record are columns named by their path, such as "location.city", and are understood as a spreadsheet's are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page, Unreadable
from catalogue.ingestion.tables import TableColumn
from importers.json_table.next_page import next_page
from importers.json_table.paths import days_of_writing, meaning_of_path
from importers.json_table.records import RecordList, likeliest_list
from importers.json_table.rows import rows_of
from importers.markup.json_document import head_of, parsed
from importers.table.drafts import CourseRows, RowReader, last_rows
from importers.table.headed import TELLING_COLUMNS, Headed, headed_tables, nearest, remarks_on
from importers.table.headers import is_about_courses, meaning_of
from importers.table.homes import with_home
from importers.table.row import Row, Table
from importers.table.shown import columns_shown

key = "json"
label = N_("List of records in JSON")

NO_COURSES = N_(
    "%(url)s holds records with titles and addresses, but nothing says that they are courses: no date, no price, no "
    "length. If they are, say what their columns mean."
)
RECORDS_NAMED = 1_000
"""Records whose names are the table's columns; what only later ones name is not seen."""
MAX_COLUMNS = 300
OTHERS = (b'"@type"', b'"@context"', b'"@graph"')
NAME = re.compile(rb'"([^"\\]{1,60})":')
LIST_OF_OBJECTS = re.compile(rb"(?:^|:)\[\{")


def detect(page: Page) -> float:
    """Return half for a list of objects some of whose names mean columns, the title's among them; little for others."""
    head = head_of(page)
    if not LIST_OF_OBJECTS.search(head) or any(mark in head for mark in OTHERS):
        return 0.0
    names = {name.decode("utf-8", "replace") for name in NAME.findall(head)}
    columns = {meaning.column for name in names if (meaning := meaning_of(name))}
    return 0.5 if "title" in columns and len(columns) > 1 else 0.1


def read(page: Page) -> Iterator[Found]:
    """Yield courses in order of their last records, what could not be read, then the next page.

    Raise ``Unreadable`` for what is no JSON, or holds no list whose records have titles and addresses.
    """
    value = parsed(page)
    following = next_page(value, page)
    if not following or likeliest_list(value) is not None:
        yield from _listed(_table(_list_in(value, page)), page)
    if following:
        yield Link(url=following, kind=LinkKind.NEXT)


def _listed(table: Table, page: Page) -> Iterator[Found]:
    """Yield the courses of a list and what is to be said of it. Raise ``Unreadable`` if it is none of courses."""
    said = {**days_of_writing(next(table.rows()).cells), **page.columns}
    one = next(headed_tables([table], replace(page, columns=said)), None)
    if one is None:
        raise nearest([table], page)
    if not (page.columns or _tells_of_courses(one, page)):
        raise Unreadable(Message(NO_COURSES, url=page.url))
    yield from remarks_on(one, page)
    yield from _courses(one, page)


def _tells_of_courses(one: Headed, page: Page) -> bool:
    """Say whether records are courses by what they hold, or by what their list or its address is called.

    News, people and places have titles and addresses too.
    """
    named = is_about_courses(one.table.name) or is_about_courses(unquote(urlsplit(page.url).path))
    return named or not TELLING_COLUMNS.isdisjoint(one.match.places)


def columns(page: Page) -> Sequence[TableColumn]:
    """Return the names of the records as they are understood, with what stands there. Raise ``Unreadable``."""
    return columns_shown([_table(_list_in(parsed(page), page))], page)


def _list_in(value: Any, page: Page) -> RecordList:
    listed = likeliest_list(value)
    if listed is None:
        none = N_("%(url)s holds no list of records; give the address that answers with the list of courses.")
        raise Unreadable(Message(none, url=page.url))
    return listed


def _table(listed: RecordList) -> Table:
    sample = [row for record in listed.records[:RECORDS_NAMED] for row in rows_of(record)]
    headers = list(dict.fromkeys(name for row in sample for name in row))[:MAX_COLUMNS]
    return Table(partial(_rows, listed, headers), ".".join(listed.path), by_name=meaning_of_path)


def _rows(listed: RecordList, headers: Sequence[str]) -> Iterator[Row]:
    """Yield the names, then the values of each record, a row a run."""
    yield Row(1, headers)
    row = 1
    for number, record in enumerate(listed.records, start=1):
        for values in rows_of(record):
            row += 1
            yield Row(row, [values.get(name, "") for name in headers], where=f"record {number}")


def _courses(one: Headed, page: Page) -> Iterator[Found]:
    courses = CourseRows(page, last_rows(((row.number, row) for row in one.records()), one.match))
    reader = RowReader(one.match)
    for row in one.records():
        reader.lose_the_row_above()  # a record says all of itself
        record = reader.record(row)
        if record.values.get("title"):
            yield from with_home(courses.add(record), one, page)
        else:
            untitled = Message(N_("The record names no course; give it a title."))
            identifier, url = record.values.get("id"), record.values.get("url", "")
            yield Fault(where=record.where, message=untitled, external_id=identifier, url=url)
