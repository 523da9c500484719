"""Small tables that people upload, read with a message for every wrong cell; a table with one wrong cell is refused
whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.domain.text.csv_injection import unguard_cell
from catalogue.domain.text.messages import N_, Message, UserError
from catalogue.domain.text.numbers import parse_number
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.tables import TableRow, read_tables

MAX_ROWS_PER_TABLE = 20_000
MAX_WHOLE_NUMBER = 100_000_000
LAST_ROW_FOR_HEADER = 10
"""The header stands in this row or above; above the header may be a title."""


class UnreadableTable(UserError):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column; ``line`` is its number in the file, as a spreadsheet program counts; ``wrong`` says why it
    cannot be read, None if it can."""

    line: int
    cells: Mapping[str, str]
    wrong: Message | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell, and how to mend it."""

    line: int
    column: str
    message: Message


def read_table(data: bytes, name: str, columns: Sequence[str], needed: Sequence[str]) -> list[Row]:
    """Return the rows of a CSV, XLSX or ODS file called ``name``, without its empty ones.

    The header consists of some of ``columns`` in any order, all ``needed`` ones among them; encoding and delimiter are
    detected. Raise ``UnreadableTable`` if there is no such header, no row, or more than ``MAX_ROWS_PER_TABLE``.
    """
    try:
        return _read(
            read_tables(Page(url=name, content=data), LAST_ROW_FOR_HEADER + MAX_ROWS_PER_TABLE + 1), columns, needed
        )
    except Unreadable:
        text = N_(
            "“%(name)s” is no table, or is damaged or far too large. Save the table as XLSX or CSV and hand that in."
        )
        raise UnreadableTable(text, name=name) from None


def _read(tables: Sequence[Sequence[TableRow]], columns: Sequence[str], needed: Sequence[str]) -> list[Row]:
    table, header = _headed(tables, needed)
    names = _names(header)
    while names and not names[-1]:
        names.pop()
    _check_header(names, columns, needed)
    rows = [_row(row, names) for row in table if row.number > header.number]
    if len(rows) > MAX_ROWS_PER_TABLE:
        raise UnreadableTable(N_("The file has more than %(most)s rows; hand it in in parts."), most=MAX_ROWS_PER_TABLE)
    if not rows:
        raise UnreadableTable(N_("The file has a header but no rows."))
    return rows


def _headed(tables: Sequence[Sequence[TableRow]], needed: Sequence[str]) -> tuple[Sequence[TableRow], TableRow]:
    """Return the table and its row that names most of the needed columns, the first of equals."""
    found = [(table, row) for table in tables for row in table if row.number <= LAST_ROW_FOR_HEADER]
    if not found:
        raise UnreadableTable(N_("The file is empty."))
    return max(found, key=lambda one: len(set(_names(one[1])) & set(needed)))


def _names(header: TableRow) -> list[str]:
    return ["_".join(cell.lower().split()) for cell in header.cells]


def _row(row: TableRow, names: Sequence[str]) -> Row:
    cells = [unguard_cell(cell.strip()) for cell in row.cells]
    wrong = None
    if row.error:
        wrong = Message(N_("This row and those after it cannot be read: a quotation mark is not closed."))
    elif any(
        "\n" in cell or "\r" in cell for cell in cells
    ):  # rows after an unclosed quotation mark end up in one cell: they must not be lost silently
        text = N_(
            "A cell holds a line break: a quotation mark before it may not be closed. Write each cell on one line."
        )
        wrong = Message(text)
    elif any(cells[len(names) :]):
        text = N_("The row has more cells than the header; put a text that holds the separator in quotes.")
        wrong = Message(text)
    return Row(row.number, dict(zip(names, cells, strict=False)), wrong)


def whole_number(row: Row, column: str, least: int = 0, most: int = MAX_WHOLE_NUMBER) -> int | Problem:
    """Return the cell as a whole number from ``least`` to ``most``, or what is wrong with it. "1 200" is a number
    too."""
    text = row.cells.get(column, "")
    value = parse_number(text) if text else None
    if not isinstance(value, Decimal) or value != value.to_integral_value():
        empty = N_("This is empty; write digits alone, such as 120.")
        wrong = N_("“%(text)s” is no whole number; write digits alone, such as 120.")
        return Problem(row.line, column, Message(wrong if text else empty, text=text))
    if not least <= value <= most:
        outside = N_("%(text)s cannot be right here; it must lie between %(least)s and %(most)s.")
        return Problem(row.line, column, Message(outside, text=text, least=least, most=most))
    return int(value)


def _check_header(names: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> None:
    unknown = [name for name in names if name not in columns]
    missing = [name for name in needed if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    known = ", ".join(columns)
    if missing:
        text = N_("The first row lacks the column %(missing)s. The columns are: %(known)s.")
        raise UnreadableTable(text, missing=", ".join(missing), known=known)
    if unknown:
        text = N_("The first row has unknown columns: %(unknown)s. Known are: %(known)s.")
        raise UnreadableTable(text, unknown=", ".join(unknown), known=known)
    if twice:
        text = N_("The first row has the column %(twice)s twice; keep one of them.")
        raise UnreadableTable(text, twice=", ".join(twice))
