"""CSV, XLSX and ODS: a row is a course, or one of its instances; headers in many languages are matched by alias."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from catalogue.domain.text.csv_injection import unguard_cell
from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Fault, Found, Page, Unreadable
from catalogue.ingestion.tables import Sheet, SheetCourse, TableColumn
from importers.spreadsheet import delimited, workbook
from importers.spreadsheet.encoding import text_of
from importers.table.columns import ColumnMatch
from importers.table.drafts import CourseRows, Record, RowReader, course_of_rows, identity_of, last_rows
from importers.table.headed import Headed, headed, headed_tables, nearest, remarks_on, sheets_left_out
from importers.table.homes import with_home
from importers.table.row import Row, Table
from importers.table.shown import columns_shown

key = "csv"
label = N_("Spreadsheet (CSV, XLSX or ODS)")
aliases = ("xlsx", "ods", "spreadsheet", "tsv")

HEAD_BYTES = 64_000
MAX_ROWS_PER_TABLE = 100_000_000
TABLE_MEDIA_TYPES = ("text/csv", "text/tab-separated-values")
STARTS_OF_OTHER_TEXT = (b"<", b"{", b"[", b"%PDF")


def detect(page: Page) -> float:
    """Return near 1 where a header row names title and address, less where it names other columns, or for a workbook,
    little for any other table."""
    if workbook.is_workbook(page.content):
        return 0.8
    head = page.content[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(STARTS_OF_OTHER_TEXT):
        return 0.0
    little = 0.3 if page.media_type in TABLE_MEDIA_TYPES and head.strip() else 0.0
    try:
        found = [headed(table, page.columns) for table in delimited.tables_in(text_of(replace(page, content=head)))]
    except Unreadable:
        return little
    matches = [one.match for one in found if one]
    if any(not match.missing for match in matches):
        return 0.9
    return max([little, *(0.5 for match in matches if _is_promising(match))])


def _is_promising(match: ColumnMatch) -> bool:
    """Say whether a header that lacks a required column is likely one all the same."""
    return "title" in match.places and len(match.places) > 2 and len(match.places) * 3 >= len(match.named)


def read(page: Page) -> Iterator[Found]:
    """Yield courses in the order of their last rows. Raise ``Unreadable`` if no row names the columns title and url.

    All sheets of a workbook that have such a row are read; a text is read with the first delimiter that gives one.
    """
    every = tables(page)
    found = _found(every, page)
    yield from dict.fromkeys(remark for one in found for remark in remarks_on(one, page))
    taken = [one.table.name for one in found]
    if others := [table.name for table in every if table.name and table.name not in taken and _is_filled(table)]:
        yield sheets_left_out(others)
    yield from _courses(found, page)


def _found(every: Sequence[Table], page: Page) -> list[Headed]:
    """Return the tables of courses: of a workbook all of them, of a text that with the likeliest delimiter.

    Raise ``Unreadable`` if there is none.
    """
    found = list(headed_tables(every, page))
    if not found:
        raise nearest(every, page)
    return found if apart(page) else [min(found, key=lambda one: len(one.match.missing))]


def _is_filled(table: Table) -> bool:
    return any(not row.blank for row in table.rows())


def _courses(found: Sequence[Headed], page: Page) -> Iterator[Found]:
    """Yield the courses of all tables, with rows of one course gathered wherever they stand, and what is wrong."""
    last: dict[int, int] = {}
    for at, one in enumerate(found):
        last |= last_rows(((_number(at, row), row) for row in one.records()), one.match)
    courses = CourseRows(page, last)
    for at, one in enumerate(found):
        reader, before = RowReader(one.match), f"{one.table.name}, " if at else ""
        for row in one.records():
            if fault := _width_fault(row, one, before):
                reader.lose_the_row_above()
                yield fault
            else:
                record = reader.record(row, f"{before}row {row.number}", _number(at, row))
                yield from with_home(courses.add(record), one, page)
    yield from with_home(courses.unfinished(), found[-1], page)


def _number(at: int, row: Row) -> int:
    """Return a number of a row that grows from table to table."""
    return at * MAX_ROWS_PER_TABLE + row.number


def apart(page: Page) -> bool:
    """Say whether it is a workbook: its parser ends the process where memory does not suffice."""
    return page.content.startswith((workbook.ZIP, workbook.OLE))


def sheet(page: Page, most_courses: int, most_rows: int) -> Sheet:
    """Return every course beside its rows, in the order of their first ones.

    Raise ``Unreadable`` as ``read`` does, and at the first course or row too many.
    """
    every = tables(page)
    one = _found(every, page)[0]
    reader = RowReader(one.match)
    faulty, groups = [], dict[tuple[str, ...], list[tuple[Row, Record]]]()
    for count, row in enumerate(one.records(), start=1):
        if fault := _width_fault(row, one):
            reader.lose_the_row_above()
            faulty.append(SheetCourse((row.number,), (tuple(row.cells),), fault=fault.message))
        else:
            record = reader.record(replace(row, cells=[unguard_cell(cell) for cell in row.cells]))
            groups.setdefault(identity_of(record.values), []).append((row, record))
        if count > most_rows or len(faulty) + len(groups) > most_courses:
            many = N_("%(url)s holds more than %(courses)s courses or %(rows)s rows; split it into smaller files.")
            raise Unreadable(Message(many, url=page.url, courses=most_courses, rows=most_rows))
    read = [_sheet_course(page, rows) for rows in groups.values()]
    return Sheet(tuple(one.header.cells), one.match.places, sorted([*faulty, *read], key=lambda one: one.numbers))


def _sheet_course(page: Page, rows: list[tuple[Row, Record]]) -> SheetCourse:
    return SheetCourse(
        tuple(row.number for row, _ in rows),
        tuple(tuple(row.cells) for row, _ in rows),
        course_of_rows([record for _, record in rows], page),
    )


def columns(page: Page) -> Sequence[TableColumn]:
    """Return the columns of the table as they are understood, with what stands in them. Raise ``Unreadable``."""
    return columns_shown(tables(page), page)


def tables(page: Page) -> list[Table]:
    """Return the sheets of a workbook, or a text read with each delimiter it may have; for tables of any content."""
    if page.content.startswith((workbook.ZIP, workbook.OLE)):
        return workbook.tables_in(page)
    return delimited.tables_in(text_of(page))


def filled_rows(page: Page, most_rows: int) -> Iterator[tuple[int, int, Sequence[str], Text]]:
    """Yield the first rows of each of ``tables`` that are not blank.

    Each is the table's place among them, then number, cells and error of a ``Row``.
    """
    for at, table in enumerate(tables(page)):
        filled = (row for row in table.rows() if not row.blank)
        yield from ((at, row.number, row.cells, row.error) for row in islice(filled, most_rows))


def _width_fault(row: Row, one: Headed, before: str = "") -> Fault | None:
    """Return the fault of a row not as wide as its header, whose cells may stand in the wrong columns; else None.

    RFC 4180 section 2.4. Which course it means is not certain, and other rows may be caught in one of its cells, so
    nothing may be taken for gone.
    """
    found, least, most = len(row.cells), one.match.width, len(one.header.cells)
    while found > most and not row.cells[found - 1].strip():
        found -= 1
    if row.error:
        message = Message(N_("This row and those after it could not be read: %(reason)s."), reason=row.error)
    elif found > most:
        wide = N_(
            "Cells in the row: %(found)s, in the header: %(wanted)s; put cells that hold the separator in quotes."
        )
        message = Message(wide, found=found, wanted=most)
    elif found < least:
        narrow = N_(
            "Cells in the row: %(found)s, in the header: %(wanted)s; add the missing separators, and put cells "
            "that hold line breaks in quotes."
        )
        message = Message(narrow, found=found, wanted=least)
    else:
        return None
    return Fault(where=f"{before}row {row.number}", message=message, title="".join(row.cells[:1])[:200], truncates=True)
