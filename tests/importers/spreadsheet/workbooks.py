"""Workbooks by hand, down to what no spreadsheet program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
COURSE = {"A": "Cell assembly", "B": "https://dilna.example/cell"}


def xlsx(rows: str, sheet: str = SHEET, others: Mapping[str, bytes] | None = None, after: str = "") -> bytes:
    """A workbook with these rows (XML) in a sheet of that path."""
    members = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", sheet.removeprefix("xl/")),
        sheet: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode(),
    }
    return packed(members | dict(others or {}))


def _relation(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'.encode()


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def shared_strings(*texts: str) -> dict[str, bytes]:
    """The member that holds texts which cells only point at."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'.encode()}


def row(number: int | None, cells: Mapping[str, str], attributes: str = "") -> str:
    """A row with inline texts by letter of column; without a number nothing says where it stands."""
    placed = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        if number
        else f'<c t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in cells.items()
    )
    at = f' r="{number}"' if number else ""
    return f"<row{at}{attributes}>{placed}</row>"


def evil() -> dict[str, bytes]:
    """By what is wrong with them, workbooks of a few kilobytes that ended or held up whoever opened them."""
    value = "<v>1</v>"
    last = f'<row r="1048576"><c r="XFD1048576">{value}</c></row>'
    first = row(1, {"A": "title", "B": "url"})
    return {
        "more letters than columns have": xlsx(first + f'<row r="2"><c r="ZZZZZZ2">{value}</c></row>'),
        "more digits than rows have": xlsx(first + f'<row r="2"><c r="A99999999">{value}</c></row>'),
        "a row beyond the last": xlsx(first + f'<row r="4294967290"><c>{value}</c><c>{value}</c></row>'),
        "a row beyond the last by counting": xlsx(first + f'<row r="1048576"/><row><c>{value}</c></row>'),
        "a place in entities": xlsx(first + f'<row r="2"><c r="&#88;FD1048576">{value}</c></row>'),
        "a place inside other quotes": xlsx(first + f"""<row r="2"><c s=" r='A1'" r="XFD1048576">{value}</c></row>"""),
        "a corner without numbers": xlsx(
            "<row>" + f"<c>{value}</c>" * 16_384 + "</row>" + f"<row><c>{value}</c></row>" * 10_000
        ),
        "a sheet that only relations name": xlsx(first + last, "xl/other/table.xml", {SHEET: b"<worksheet/>"}),
        "a sheet named like a picture": xlsx(first + last, "xl/media/table.png", {SHEET: b"<worksheet/>"}),
        "a sheet in UTF-16": xlsx("", others={SHEET: (first + last).encode("utf-16")}),
        "one long text for many cells": xlsx(
            "<row>" + '<c t="s"><v>0</v></c>' * 1_500 + "</row>", others=shared_strings("x" * 1_000_000)
        ),
        "a count of shared texts": xlsx(
            first,
            others={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" uniqueCount="99999999999"><si/></sst>'.encode()},
        ),
        "a binary workbook beside it": xlsx(first, others={"xl/workbook.bin": b"\x83\x01\x00"}),
        "two members of one name in two cases": xlsx(first, others={SHEET.upper(): b"<worksheet/>"}),
    }
