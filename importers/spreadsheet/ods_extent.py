"""How large the sheets of an OpenDocument spreadsheet would become, told from its XML before it is opened.

https://docs.oasis-open.org/office/OpenDocument/v1.3/: cells and rows stand once for as many as they say they repeat, so
that a kilobyte can ask for every cell of a sheet.
"""

from __future__ import annotations

import re
from typing import IO

from lxml import etree

CONTENT = "content.xml"
MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ROW = f"{TABLE}table-row"
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
REPETITIONS = re.compile(r"[0-9]{1,9}")
FIRST_NAME_OFFSET = 30  # where the name of a ZIP archive's first member stands (APPNOTE 4.3.7)


def is_ods(content: bytes) -> bool:
    """Say whether it is an OpenDocument spreadsheet: the first member of the archive says so, unpacked."""
    return content[FIRST_NAME_OFFSET : FIRST_NAME_OFFSET + len(MIMETYPE)] == MIMETYPE


def extent(stream: IO[bytes]) -> tuple[int, int]:
    """Return the rows and columns that the filled cells of the largest sheets span.

    Raise ``ValueError`` for broken XML.
    """
    height = largest = width = rows = 0
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), tag=[ROW, f"{TABLE}table"], resolve_entities=False, no_network=True, load_dtd=False
        ):
            if element.tag == ROW:
                rows += repeated(element, "rows")
                columns = _columns(element)
                height, width = (rows, max(width, columns)) if columns else (height, width)
            else:
                largest, rows, height = max(largest, height), 0, 0
            element.clear()
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    return largest, width


def _columns(row: etree._Element) -> int:
    """Return the number of columns up to the last cell that is not empty."""
    column = last = 0
    for cell in row:
        if cell.tag in CELLS:
            column += repeated(cell, "columns")
            last = column if len(cell) or any("value" in str(name) for name in cell.attrib) else last
    return last


def repeated(element: etree._Element, what: str) -> int:
    """Return for how many rows or columns an element stands. Raise ``ValueError`` if that is no number."""
    stated = element.get(f"{TABLE}number-{what}-repeated", "1").strip()
    if not REPETITIONS.fullmatch(stated):
        raise ValueError(stated[:40])
    return int(stated)
