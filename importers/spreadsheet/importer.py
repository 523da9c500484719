"""CSV, XLSX and ODS: a row is a course, or one of its instances; headers in many languages are matched by alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from catalogue.domain.text.csv_injection import unguard_cell
from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Fault, Found, Page, Remark, Unreadable
from catalogue.ingestion.tables import Sheet, SheetCourse
from importers.spreadsheet import delimited, workbook
from importers.spreadsheet.columns import ColumnMatch, match_columns
from importers.spreadsheet.drafts import CourseRows, course_of_rows, identity_of, last_rows
from importers.spreadsheet.encoding import text_of
from importers.spreadsheet.row import Row, Table

key = "csv"
label = N_("Spreadsheet (CSV, XLSX or ODS)")
aliases = ("xlsx", "ods", "spreadsheet", "tsv")

MAX_ROWS_ABOVE_HEADER = 10
HEAD_BYTES = 64_000
MAX_SHOWN_HEADER_CHARACTERS = 40
MAX_SHOWN_HEADERS = 20
TABLE_MEDIA_TYPES = ("text/csv", "text/tab-separated-values")
STARTS_OF_OTHER_TEXT = (b"<", b"{", b"[", b"%PDF")


def detect(page: Page) -> float:
    """Return near 1 where a header row names title and address, much for a workbook, little for any other table."""
    if workbook.is_workbook(page.content):
        return 0.8
    head = page.content[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(STARTS_OF_OTHER_TEXT):
        return 0.0
    try:
        text = text_of(replace(page, content=head))
        _with_header(delimited.tables_in(text), page.url)
    except Unreadable:
        return 0.3 if page.media_type in TABLE_MEDIA_TYPES and head.strip() else 0.0
    return 0.9


def read(page: Page) -> Iterator[Found]:
    """Yield courses in the order of their last rows. Raise ``Unreadable`` if no row names the columns title and url."""
    table, header, match = _with_header(tables(page), page.url)
    if not match.headers:
        return
    yield from _remarks(match)
    courses = CourseRows(page, last_rows(_records(table, header), match))
    for row in _records(table, header):
        if fault := _width_fault(row, header, match):
            yield fault
        else:
            yield from courses.add(row.number, match.values(row.cells))
    yield from courses.unfinished()


def _remarks(match: ColumnMatch) -> Iterator[Remark]:
    """Yield which header was taken for which column, where that is not plain, and which are not understood."""
    foreign = ", ".join(f"“{header[:MAX_SHOWN_HEADER_CHARACTERS]}” = {name}" for header, name in match.foreign.items())
    ignored = ", ".join(
        f"“{header.strip()[:MAX_SHOWN_HEADER_CHARACTERS]}”" for header in match.ignored[:MAX_SHOWN_HEADERS]
    )
    if foreign and ignored:
        text = N_("Columns were read as follows: %(foreign)s. Not read: %(ignored)s.")
        yield Remark(message=Message(text, foreign=foreign, ignored=ignored))
    elif foreign:
        yield Remark(message=Message(N_("Columns were read as follows: %(foreign)s."), foreign=foreign))
    elif ignored:
        yield Remark(message=Message(N_("These columns were not read: %(ignored)s."), ignored=ignored))


def apart(page: Page) -> bool:
    """Say whether it is a workbook: its parser ends the process where memory does not suffice."""
    return page.content.startswith((workbook.ZIP, workbook.OLE))


def sheet(page: Page, most_courses: int, most_rows: int) -> Sheet:
    """Return every course beside its rows, in the order of their first ones.

    Raise ``Unreadable`` as ``read`` does, and at the first course or row too many.
    """
    table, header, match = _with_header(tables(page), page.url)
    faulty, groups = [], dict[tuple[str, ...], list[tuple[Row, dict[str, str]]]]()
    for count, row in enumerate(_records(table, header), start=1):
        if fault := _width_fault(row, header, match):
            faulty.append(SheetCourse((row.number,), (tuple(row.cells),), fault=fault.message))
        else:
            values = {name: unguard_cell(text) for name, text in match.values(row.cells).items()}
            groups.setdefault(identity_of(values), []).append((row, values))
        if count > most_rows or len(faulty) + len(groups) > most_courses:
            many = N_("%(url)s holds more than %(courses)s courses or %(rows)s rows; split it into smaller files.")
            raise Unreadable(Message(many, url=page.url, courses=most_courses, rows=most_rows))
    read = [_sheet_course(page, rows) for rows in groups.values()]
    return Sheet(tuple(header.cells), match.places, sorted([*faulty, *read], key=lambda one: one.numbers))


def _sheet_course(page: Page, rows: list[tuple[Row, dict[str, str]]]) -> SheetCourse:
    return SheetCourse(
        tuple(row.number for row, _ in rows),
        tuple(tuple(row.cells) for row, _ in rows),
        course_of_rows([(row.number, values) for row, values in rows], page),
    )


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
        filled = (row for row in table() if not row.blank)
        yield from ((at, row.number, row.cells, row.error) for row in islice(filled, most_rows))


def _with_header(tables: Iterable[Table], url: str) -> tuple[Table, Row, ColumnMatch]:
    """Return the first table in which one of the upper rows names title and url, with that row and its columns."""
    nearest = match_columns(())
    for table in tables:
        for row in islice(table(), MAX_ROWS_ABOVE_HEADER + 1):
            match = match_columns(row.cells)
            if not match.missing:
                return table, row, match
            nearest = max(nearest, match, key=lambda one: (len(one.matched), len(one.named)))
    raise Unreadable(nearest.advice(url))


def _records(table: Table, header: Row) -> Iterator[Row]:
    """Return the rows below the header that hold anything."""
    return (row for row in islice(table(), header.number, None) if not row.blank)


def _width_fault(row: Row, header: Row, match: ColumnMatch) -> Fault | None:
    """Return the fault of a row not as wide as its header, whose cells may stand in the wrong columns; else None.

    RFC 4180 section 2.4. Which course it means is not certain, and other rows may be caught in one of its cells, so
    nothing may be taken for gone.
    """
    found, least, most = len(row.cells), match.width, len(header.cells)
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
    return Fault(where=f"row {row.number}", message=message, title="".join(row.cells[:1])[:200], truncates=True)
