"""Addresses behind the cells of an OpenDocument spreadsheet, and its merged cells, which calamine does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from catalogue.domain.text.web_addresses import is_web_address
from importers.spreadsheet.cell_extras import CellExtras, Span
from importers.spreadsheet.ods_extent import CELLS, ROW, TABLE, repeated

LINK = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a"
ADDRESS = "{http://www.w3.org/1999/xlink}href"
FORMULA = re.compile(r"""of:=\s*HYPERLINK\(\s*"([^"]{1,2000})\"""")
SPANS = f"{TABLE}number-rows-spanned"


def extras_by_sheet(stream: IO[bytes]) -> dict[str, CellExtras]:
    """Return the extras of each sheet by its name. Raise ``ValueError`` for broken XML."""
    found: dict[str, CellExtras] = {}
    links: list[tuple[int, int, str]] = []
    spans: list[Span] = []
    row = 0
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), tag=[ROW, f"{TABLE}table"], resolve_entities=False, no_network=True, load_dtd=False
        ):
            if element.tag == ROW:
                links += _links(element, row)
                spans += _spans(element, row)
                row += repeated(element, "rows")
            else:
                found[element.get(f"{TABLE}name", "")] = CellExtras.of(links, spans)
                links, spans, row = [], [], 0
            element.clear()
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    return found


def _links(element: etree._Element, row: int) -> Iterator[tuple[int, int, str]]:
    for column, cell in _cells(element):
        formula = FORMULA.match(cell.get(f"{TABLE}formula", ""))
        stated = [formula[1]] if formula else [str(link.get(ADDRESS, "")) for link in cell.iter(LINK)]
        address = next(filter(is_web_address, stated), "")
        if address:
            yield row, column, address


def _spans(element: etree._Element, row: int) -> Iterator[Span]:
    for column, cell in _cells(element):
        height = cell.get(SPANS, "1").strip()
        if height.isdecimal() and 1 < int(height) < 10**6:
            yield (row, column), (row + int(height) - 1, column)


def _cells(element: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in element:
        if cell.tag in CELLS:
            yield column, cell
            column += repeated(cell, "columns")
