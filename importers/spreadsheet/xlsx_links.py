"""Addresses behind the cells of an XLSX workbook, which calamine does not give: links, and HYPERLINK formulas."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial

from catalogue.domain.text.web_addresses import is_web_address
from importers.spreadsheet.xlsx_extent import WORKBOOK

CHUNK_BYTES = 1_000_000
MAX_TAG_BYTES = 20_000
MAX_RELATIONS_BYTES = 30_000_000
MAX_CELLS_PER_LINK = 1_000
ATTRIBUTE = re.compile(r"""(?<![\w:.-])(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
SHEET_TAG = re.compile(rb"<(?:[\w.-]+:)?sheet\s([^<>]*)>")
RELATION_TAG = re.compile(rb"<(?:[\w.-]+:)?Relationship\s([^<>]*)>")
LINK_OR_FORMULA = re.compile(
    rb"""<(?:[\w.-]+:)?hyperlink\s([^<>]*)>"""
    rb"""|<(?:[\w.-]+:)?c\s[^<>]*?\br=["']([A-Z]{1,3}\d{1,7})["'][^<>]*>\s*<(?:[\w.-]+:)?f[^<>]*>\s*"""
    rb"""HYPERLINK\(\s*(?:"|&quot;)([^"<>]{1,2000}?)(?:"|&quot;)"""
)
SIGNS = (b"hyperlink", b"HYPERLINK(")
CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?")


def links_by_sheet(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, int, str]]]:
    """Return for each sheet, by name, the row and column of cells, from 0, with the web addresses behind them."""
    relations = _relations(archive, WORKBOOK)
    found = {}
    for tag in SHEET_TAG.findall(_content(archive, WORKBOOK)):
        sheet = _attributes(tag)
        if path := relations.get(sheet.get("id", "")):
            found[html.unescape(sheet.get("name", ""))] = list(_links(archive, path))
    return found


def _links(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int, str]]:
    targets = _relations(archive, path)
    for tag, cell, formula in _tags(archive, path):
        link = _attributes(tag)
        address = targets.get(link.get("id", ""), "") if tag else html.unescape(formula.decode("utf-8", "replace"))
        if is_web_address(address):
            place = link.get("ref", "") if tag else cell.decode("ascii")
            yield from ((row, column, address) for row, column in _cells(place))


def _tags(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield what the expression finds in a member read in pieces, each longer than any tag of interest."""
    if path not in archive.namelist():
        return
    before = b""
    with archive.open(path) as stream:
        for chunk in iter(partial(stream.read, CHUNK_BYTES), b""):
            part, done = before + chunk, 0
            telling = any(sign in part for sign in SIGNS)  # most sheets hold none, and this is quicker to see
            for match in LINK_OR_FORMULA.finditer(part) if telling else ():
                done = match.end()
                yield match[1] or b"", match[2] or b"", match[3] or b""
            before = part[max(done, len(part) - MAX_TAG_BYTES) :]


def _cells(place: str) -> Iterator[tuple[int, int]]:
    """Yield row and column, from 0, of the cells of the first column of a place such as "B2" or "B2:C9"."""
    if (found := CELL.fullmatch(place)) is None:
        return
    first = int(found[2]) - 1
    last = int(found[4]) - 1 if found[4] else first
    yield from ((row, _column(found[1])) for row in range(first, min(last, first + MAX_CELLS_PER_LINK) + 1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _relations(archive: zipfile.ZipFile, path: str) -> Mapping[str, str]:
    """Return what the relations of a member lead to, by id: addresses as they are, other members by their path."""
    folder, name = posixpath.split(path)
    found = {}
    for tag in RELATION_TAG.findall(_content(archive, f"{folder}/_rels/{name}.rels")):
        relation = _attributes(tag)
        target = html.unescape(relation.get("Target", ""))
        inside = relation.get("TargetMode") != "External"
        found[relation.get("Id", "")] = posixpath.join(folder, target).lstrip("/") if inside else target
    return found


def _content(archive: zipfile.ZipFile, path: str) -> bytes:
    if path not in archive.namelist():
        return b""
    with archive.open(path) as stream:
        return stream.read(MAX_RELATIONS_BYTES)


def _attributes(tag: bytes) -> dict[str, str]:
    """Return attributes by their names without a prefix."""
    return {name: double or single for name, double, single in ATTRIBUTE.findall(tag.decode("utf-8", "replace"))}
