"""Tables in XLSX and ODS workbooks, opened only after a look at how large they would become.

calamine keeps a sheet as one rectangle of 32 bytes a cell, and ends the process where that does not fit: a workbook of
five kilobytes with one cell in the last corner asks for 550 GB. So the extent is known before it is opened, and what
cannot be relied on is refused. What deceives this check too only ends the reader (``catalogue.ingestion.isolation``).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import IO

import python_calamine

from catalogue.domain.text.messages import N_, Message, UserError, reason_of
from catalogue.ingestion.contract import Page, Unreadable
from importers.spreadsheet import ods_extent, xlsx_extent
from importers.spreadsheet.row import Row, Table

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
"""How files of these containers begin: XLSX and ODS are ZIP archives, older Excel files OLE documents."""
MAX_UNPACKED_BYTES = 100_000_000
MAX_CELLS_PER_SHEET = 3_000_000
MAX_MEMBERS = 5_000
BINARY_WORKBOOK = "xl/workbook.bin"
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
CHUNK_BYTES = 1_000_000


class NoWorkbook(UserError):
    """An archive that holds something else, or is made to be read in two ways."""


ENCRYPTED = (NotImplementedError, RuntimeError)
"""What zipfile raises for what is encrypted, or packed in a way that it does not know."""
DAMAGED = (NoWorkbook, xlsx_extent.Misplaced, python_calamine.CalamineError, zipfile.BadZipFile, zlib.error)
UNREADABLE = (*DAMAGED, *ENCRYPTED, ValueError, OSError, EOFError)


def is_workbook(content: bytes) -> bool:
    """Say whether the bytes begin like an Excel file, old or new, or like an OpenDocument spreadsheet."""
    return content.startswith(OLE) or (content.startswith(ZIP) and (b"xl/" in content or ods_extent.is_ods(content)))


def tables_in(page: Page) -> list[Table]:
    """Return the sheets in order. Raise ``Unreadable`` for a file that is damaged, too large, or no workbook."""
    if page.content.startswith(OLE):
        old = N_("%(url)s is an old Excel file (.xls); save it as XLSX or CSV.")
        raise Unreadable(Message(old, url=page.url))
    try:
        _check_extent(page)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(page.content))
        names = workbook.sheet_names
    except UNREADABLE as error:
        raise _damaged(page, error) from None
    sheet_of = lru_cache(1)(workbook.get_sheet_by_name)  # calamine parses a sheet anew at each call
    return [partial(_rows, page, sheet_of, name) for name in names]


def _damaged(page: Page, error: Exception) -> Unreadable:
    damaged = N_("%(url)s is not a workbook that can be read (%(reason)s); save it as XLSX again.")
    return Unreadable(Message(damaged, url=page.url, reason=reason_of(error)))


def _rows(page: Page, sheet_of: Callable[[str], python_calamine.CalamineSheet], name: str) -> Iterator[Row]:
    try:
        rows = sheet_of(name).iter_rows()
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(page, error) from None
    for number, cells in enumerate(rows, start=1):
        yield Row(number, [_text(cell) for cell in cells])


def _text(cell: object) -> str:
    """Return a cell as a person would type it: dates in ISO 8601, whole numbers without a fraction."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return f"PT{cell.total_seconds() / 3600:g}H"
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _check_extent(page: Page) -> None:
    """Check every member, storing nothing: sizes that a bomb understates show as a wrong checksum."""
    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        _check_members(archive)
        members = archive.infolist()
        if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            large = N_("%(url)s unpacks to more than %(size)s MB; split it into several workbooks, or save it as CSV.")
            raise Unreadable(Message(large, url=page.url, size=MAX_UNPACKED_BYTES // 1_000_000))
        for member in members:
            with archive.open(member) as stream:
                _check_member(page, member.filename, stream)


def _check_members(archive: zipfile.ZipFile) -> None:
    """Raise ``NoWorkbook`` for archives that two readers may understand in two ways."""
    names = [name.lower() for name in archive.namelist()]
    if not {ods_extent.CONTENT, xlsx_extent.WORKBOOK}.intersection(names):
        raise NoWorkbook(N_("it holds no worksheet"))
    if archive.comment or len(names) > MAX_MEMBERS or len(set(names)) < len(names) or BINARY_WORKBOOK in names:
        raise NoWorkbook(N_("its archive is not one of a spreadsheet program"))


def _check_member(page: Page, name: str, stream: IO[bytes]) -> None:
    """Raise for a member of more than ``MAX_CELLS_PER_SHEET``, by any name: only relations say which are sheets."""
    height = width = 0
    chunks = iter(partial(stream.read, CHUNK_BYTES), b"")
    if name == ods_extent.CONTENT:
        height, width = ods_extent.extent(stream)
    elif not name.lower().endswith(PICTURE_ENDINGS):
        height, width = xlsx_extent.extent(chunks)
    deque(chunks, maxlen=0)
    if height * width > MAX_CELLS_PER_SHEET:
        wide = N_(
            "%(url)s: %(sheet)s is too large to read (rows: %(rows)s, columns: %(columns)s); delete what stands far "
            "outside the table, or save it as CSV."
        )
        raise Unreadable(Message(wide, url=page.url, sheet=name, rows=height, columns=width))
