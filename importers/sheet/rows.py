"""Rows of text from CSV in any of its dialects and encodings, or from the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import python_calamine

from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.documents import decode, looks_binary

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
DELIMITERS = ",;\t|"
LARGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, counted from 1."""

    number: int
    cells: Sequence[str]


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin like an Excel or OpenDocument file."""
    return content.startswith(WORKBOOKS)


def looks_tabular(page: Page) -> bool:
    """Whether the first lines of a text hold the same delimiter."""
    head = page.content[:2000].lstrip(b"\xef\xbb\xbf \r\n")
    return (
        not (looks_binary(page.content) or head.startswith((b"<", b"{", b"[")))
        and _delimiter(head.decode("latin-1")) != ""
    )


def rows_of(page: Page) -> Iterator[Row]:
    """The rows, read one at a time. Raises ``Unreadable`` for a file that is neither."""
    if is_workbook(page.content):
        return _workbook_rows(page)
    if looks_binary(page.content):
        raise Unreadable(f"{page.url} is a binary file, not a spreadsheet; save it as CSV or XLSX.")
    return _csv_rows(page)


def _csv_rows(page: Page) -> Iterator[Row]:
    text = decode(page)
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text) or ",", skipinitialspace=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"{page.url}, line {number}: {error}; check the quotation marks there.") from None
        yield Row(number, [_unquoted(cell) for cell in cells])


def _delimiter(text: str) -> str:
    """The delimiter that the header row has most of; none if it has none."""
    first = next((line for line in text[:8000].splitlines() if any(mark in line for mark in DELIMITERS)), "")
    counts = {mark: first.count(mark) for mark in DELIMITERS}
    return max(counts, key=lambda mark: counts[mark]) if any(counts.values()) else ""


def _unquoted(cell: str) -> str:
    """Exports that quote twice leave quotation marks around the text."""
    stripped = cell.strip()
    while len(stripped) > 1 and stripped.startswith('"') and stripped.endswith('"'):
        stripped = stripped[1:-1].strip()
    return stripped


def _workbook_rows(page: Page) -> Iterator[Row]:
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(page.content))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.iter_rows()
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as error:
        raise Unreadable(f"{page.url} is not a workbook that can be read ({error}); save it as XLSX again.") from None
    for number, cells in enumerate(rows, start=1):
        yield Row(number, [_text(cell) for cell in cells])


def _text(cell: object) -> str:
    """A cell as a person would type it: dates in ISO, whole numbers without a fraction."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
