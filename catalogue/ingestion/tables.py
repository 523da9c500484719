"""Tables row by row, for whoever has to point at a cell of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from catalogue.domain.characters import all_well_formed
from catalogue.domain.messages import Said
from catalogue.ingestion.contract import CourseDraft, Page
from catalogue.ingestion.registry import discover


@dataclass(frozen=True, slots=True)
class SheetCourse:
    """The rows of one course; ``numbers`` count from 1 as a spreadsheet program does.

    ``draft`` is None where the row could not be taken apart; then ``fault`` says why and how to mend it.
    """

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    draft: CourseDraft | None = None
    fault: Said = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as understood: ``places`` maps each column that was recognised to its place among ``headers``."""

    headers: tuple[str, ...]
    places: Mapping[str, int]
    courses: Sequence[SheetCourse]


class TableRow(Protocol):
    """``number`` counts from 1 as a spreadsheet program does; ``error`` says why this row and those after it could not
    be read."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Sequence[str]: ...
    @property
    def error(self) -> Said: ...
    @property
    def blank(self) -> bool: ...


Table = Callable[[], Iterator[TableRow]]
"""Gives its rows one at a time, from the first, as often as it is called."""


def read_tables(page: Page) -> Sequence[Table]:
    """What may be the table in a CSV, XLSX or ODS file: each sheet, or the text with each delimiter, likeliest first;
    its cells have nothing but characters (``domain.characters``).

    Raises ``Unreadable`` for a file that is neither.
    """
    importer: Any = discover()["csv"]
    reader: Callable[[Page], Sequence[Table]] = importer.tables
    return [partial(_with_characters, table) for table in reader(page)]


def read_sheet(page: Page) -> Sheet:
    """The table in a CSV or XLSX file, with nothing but characters in it.

    Raises ``Unreadable`` as the importer of spreadsheets does.
    """
    importer: Any = discover()["csv"]
    reader: Callable[[Page], Sheet] = importer.sheet
    return all_well_formed(reader(page))


def _with_characters(table: Table) -> Iterator[TableRow]:
    return map(all_well_formed, table())
