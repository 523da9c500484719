"""How large a sheet of an XLSX workbook would become, told from its XML before it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
LAST_COLUMN = 16_384
OVERLAP = 4096
# An element with content; formatted empty cells close themselves and take no room.
FILLED = rb"""(?!(?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/>)"""
PLACED_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""" + FILLED)
PLACED_ROW = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""" + FILLED)
CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])" + FILLED)


def extent(chunks: Iterator[bytes]) -> tuple[int, int]:
    """Rows and columns that its cells span."""
    height = width = unplaced = 0
    before = b""
    for chunk in chunks:
        part = before + chunk
        places = [(_column(match[1]), int(match[2])) for match in PLACED_CELL.finditer(part)]
        width = max(width, *(column for column, _ in places), 0) if places else width
        rows = (int(match[1]) for match in PLACED_ROW.finditer(part))
        height = max([height, *(row for _, row in places), *(rows if not places else ())])
        unplaced += max(0, len(CELL.findall(part)) - len(places))
        before = part[-OVERLAP:]
    return height, max(width, min(unplaced, LAST_COLUMN))


def _column(letters: bytes) -> int:
    """The number of a column, "A" being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
