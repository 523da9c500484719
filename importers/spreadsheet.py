"""CSV and XLSX: a row is a course, or one of its instances; headers in many languages are matched by alias."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.ingestion.contract import Fault, Found, Page, Unreadable
from importers.sheet.columns import ColumnMatch, match_columns
from importers.sheet.drafts import CourseRows
from importers.sheet.rows import Row, is_workbook, looks_tabular, rows_of

key = "csv"
label = "Spreadsheet (CSV or XLSX)"
aliases = ("xlsx", "spreadsheet", "tsv", "ods")

TITLE_ROWS = 10


def detect(page: Page) -> float:
    """Sure where a header row names title and address, possible for any workbook or table."""
    if not (is_workbook(page.content) or looks_tabular(page)):
        return 0.0
    try:
        _header(rows_of(page), page.url)
    except Unreadable:
        return 0.3
    return 0.9


def read(page: Page) -> Iterator[Found]:
    """Courses in row order. Raises ``Unreadable`` if no row names the columns title and url."""
    rows = rows_of(page)
    header, match = _header(rows, page.url)
    if not match.matched:
        return
    courses = CourseRows(page)
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        if len(row.cells) > len(header.cells) and any(cell.strip() for cell in row.cells[len(header.cells) :]):
            yield _too_many_cells(row, len(header.cells))
        else:
            yield from courses.add(row.number, match.values(row.cells))
    yield from courses.last()


def _header(rows: Iterator[Row], url: str) -> tuple[Row, ColumnMatch]:
    """The first of the upper rows that names title and url."""
    best: ColumnMatch | None = None
    for row in rows:
        match = match_columns(row.cells)
        if not match.missing:
            return row, match
        if best is None or len(match.matched) > len(best.matched):
            best = match
        if row.number > TITLE_ROWS:
            break
    raise Unreadable(f"{url}: {best.advice() if best else 'there is no row in it.'}")


def _too_many_cells(row: Row, expected: int) -> Fault:
    return Fault(
        where=f"row {row.number}",
        title=row.cells[0][:200],
        message=f"The row has {len(row.cells)} cells where the header has {expected}; "
        "put cells that contain the separator into quotation marks.",
    )
