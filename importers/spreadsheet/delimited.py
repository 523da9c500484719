"""Tables in text: CSV with any of the usual delimiters (RFC 4180, and what programs make of it)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import partial

from catalogue.domain.text.messages import N_, Message
from importers.table.row import Row, Table

DELIMITERS = ",;\t|"
MAX_CELL_CHARACTERS = 1_000_000
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
QUOTED_AGAIN = re.compile(r'("+)([^"]*)\1')
HEAD_CHARACTERS = 8000


def tables_in(text: str) -> list[Table]:
    """Return the text read with each delimiter that occurs in its head, the most frequent first."""
    head = text[:HEAD_CHARACTERS]
    marks = sorted((mark for mark in DELIMITERS if mark in head), key=head.count, reverse=True)
    return [Table(partial(_rows, text, mark)) for mark in marks or [","]]


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    lines = (match[0] for match in LINE.finditer(text))  # not StringIO, which needs four bytes a character
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            unclosed = N_("%(reason)s; a quotation mark before it may not be closed")
            yield Row(number, (), Message(unclosed, reason=str(error)))
            return
        yield Row(number, [_unquoted(cell) for cell in cells])


def _unquoted(cell: str) -> str:
    """Return the cell without the marks that exports leave around a text they quote twice; those within it stay."""
    stripped = cell.strip()
    whole = QUOTED_AGAIN.fullmatch(stripped) if stripped.startswith('"') else None
    return whole[2].strip() if whole else stripped
