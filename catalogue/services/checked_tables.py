"""Small tables that people upload, read with a message for every cell that is wrong; nothing is taken in by halves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.domain.messages import N_, Message, Told
from catalogue.domain.numbers import parse_number

MOST_ROWS = 20_000
LARGEST = 100_000_000


class UnreadableTable(Told):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column; ``line`` is its number in the file, the header being 1."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell, and how to mend it."""

    line: int
    column: str
    message: Message


def read_table(data: bytes, columns: Sequence[str], needed: Sequence[str]) -> list[Row]:
    """The rows of a CSV file with a header of some of ``columns``, in any order, all ``needed`` ones among them.

    UTF-8, else Windows-1252; commas, semicolons or tabs, whichever the header has most of. Empty lines are skipped.
    Raises ``UnreadableTable``.
    """
    text = _decoded(data)
    header, _, _ = text.partition("\n")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    names = [name.strip().lower().replace(" ", "_") for name in next(lines, [])]
    _check_header(names, columns, needed)
    rows = [
        Row(lines.line_num, dict(zip(names, (cell.strip() for cell in cells), strict=False)))
        for cells in lines
        if any(cell.strip() for cell in cells)
    ]
    if len(rows) > MOST_ROWS:
        text = N_("The file has %(rows)s rows; hand in at most %(most)s at once.")
        raise UnreadableTable(text, rows=len(rows), most=MOST_ROWS)
    if not rows:
        raise UnreadableTable(N_("The file has a header but no rows."))
    return rows


def whole_number(row: Row, column: str, least: int = 0, most: int = LARGEST) -> int | Problem:
    """The cell as a whole number from ``least`` to ``most``, "1 200" being one too."""
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


def _decoded(data: bytes) -> str:
    if b"\x00" in data:
        raise UnreadableTable(N_("This is no CSV file. Save the table as “CSV UTF-8” and hand that in."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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
