"""How large a sheet of an XLSX workbook would become, told from its XML before it is opened.

Cells are placed as the parser places them: where they say, else after the previous one. Positions in a form that no
program writes are refused, since the parser may understand them differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from catalogue.domain.text.messages import N_, UserError

WORKBOOK = "xl/workbook.xml"
LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
MAX_TAG_BYTES = 100_000
STARTS_OF_WIDE_XML = (b"\xff\xfe", b"\xfe\xff", b"\x00")
"""How XML in UTF-16 or UTF-32 begins; no spreadsheet program uses these encodings."""
# The name, letters and digits of its place, what follows them there, other attributes, and the end of the tag.
PLACED_TAG = re.compile(
    rb"""<(?:[\w.-]+:)?(c|row)(?=[\s/>])(?:[^<>]*?\sr\s*=\s*["']([A-Za-z]*)(\d*)([^"'<>]*)["'])?([^<>]*)(>?)"""
)


class Misplaced(UserError):
    """A cell's stated position cannot be relied on."""

    def __init__(self) -> None:
        super().__init__(N_("a cell stands outside of any sheet"))


def extent(chunks: Iterator[bytes]) -> tuple[int, int]:
    """Return the rows and columns that its cells span, from the first ones on. Raise ``Misplaced``."""
    height = width = row = column = 0
    for named, letters, digits, stray, rest, closed in _tags(chunks):
        if stray or not closed or (b"'" in rest and b'"' in rest) or not _is_place(named, letters, digits):
            raise Misplaced
        if named == b"row":
            row, column = int(digits or row + 1), 0
            if row > LAST_ROW:
                raise Misplaced
            continue
        column = _column(letters) if letters else column + 1
        if not rest.endswith(b"/"):  # empty cells with a format are self-closing tags and do not count
            height, width = max(height, int(digits or row)), max(width, column)
    if width > LAST_COLUMN or height > LAST_ROW:
        raise Misplaced
    return height, width


def _tags(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, ...]]:
    before = b""
    for number, chunk in enumerate(chunks):
        if number == 0 and chunk.startswith(STARTS_OF_WIDE_XML):
            raise Misplaced
        part = before + chunk
        opened = part.rfind(b"<")
        whole = len(part) if opened < 0 or part.find(b">", opened) >= 0 else opened
        before = part[whole:]
        if len(before) > MAX_TAG_BYTES:
            raise Misplaced
        yield from PLACED_TAG.findall(part, 0, whole)
    yield from PLACED_TAG.findall(before)


def _is_place(named: bytes, letters: bytes, digits: bytes) -> bool:
    """Say whether a row gives a number, a cell letters and a number, or either nothing."""
    if len(letters) > 3 or len(digits) > 7 or digits.startswith(b"0"):
        return False
    return not letters if named == b"row" else bool(letters) == bool(digits)


@cache
def _column(letters: bytes) -> int:
    """Return the number of a column, "A" being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
