"""A table of courses row by row, for whoever has to point at a cell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as understood: ``places`` maps each column that was recognised to its place among ``headers``."""

    headers: tuple[str, ...]
    places: Mapping[str, int]
    courses: Sequence[SheetCourse]


def read_sheet(page: Page) -> Sheet:
    """The table in a CSV or XLSX file. Raises ``Unreadable`` as the importer of spreadsheets does."""
    importer: Any = discover()["csv"]
    reader: Callable[[Page], Sheet] = importer.sheet
    return reader(page)
