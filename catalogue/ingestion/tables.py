"""Tables row by row, for callers that show or point to single cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from catalogue.domain.text.characters import all_well_formed
from catalogue.domain.text.messages import Text
from catalogue.ingestion.contract import CourseDraft, Importer, Page
from catalogue.ingestion.isolation import needs_isolation, read_isolated
from catalogue.ingestion.registry import discover

SECONDS_PER_UPLOAD = 20.0
"""Short, since somebody is waiting for the page."""


@dataclass(frozen=True, slots=True)
class SheetCourse:
    """The rows of one course; ``numbers`` count from 1 as a spreadsheet program does.

    ``draft`` is None where the rows could not be understood; then ``fault`` says why and how to mend it.
    """

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    draft: CourseDraft | None = None
    fault: Text = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as understood: ``places`` maps each column that was recognised to its place among ``headers``."""

    headers: tuple[str, ...]
    places: Mapping[str, int]
    courses: Sequence[SheetCourse]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; ``number`` counts from 1 as a spreadsheet program does.

    ``error`` says why this row and those after it could not be read.
    """

    number: int
    cells: Sequence[str]
    error: Text = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its header, the column of ours that it is read as, and some of what stands in it.

    ``column`` is empty where it is not read; ``certain`` says that a person said so or that its name does.
    """

    header: str
    samples: tuple[str, ...]
    column: str = ""
    certain: bool = False


def read_columns(importer: Importer, page: Page) -> Sequence[TableColumn]:
    """Return the columns of the table in a page, none if its importer reads no tables; ``Unreadable`` is raised."""
    if not hasattr(importer, "columns"):
        return ()
    found = (
        read_isolated(importer, "columns", page, seconds=SECONDS_PER_UPLOAD)
        if needs_isolation(importer, page)
        else iter([importer.columns(page)])
    )
    return cast(Sequence[TableColumn], all_well_formed(next(iter(found))))


def read_tables(page: Page, most_rows: int) -> Sequence[Sequence[TableRow]]:
    """Return what may be the table in a CSV, XLSX or ODS file: each sheet, or the text with each delimiter.

    The likeliest comes first, each with its first ``most_rows`` rows that are not blank, and only allowed characters
    (``domain.text.characters``). Raise ``Unreadable`` for a file that is neither.
    """
    tables: defaultdict[int, list[TableRow]] = defaultdict(list)
    for at, number, cells, error in _called(page, "filled_rows", most_rows):
        tables[at].append(all_well_formed(TableRow(number, cells, error)))
    return list(tables.values())


def read_sheet(page: Page, most_courses: int, most_rows: int) -> Sheet:
    """Return the table in a CSV or XLSX file, with only allowed characters in it.

    Raise ``Unreadable`` as the importer of spreadsheets does, and at the first course or row beyond these limits.
    """
    (found,) = _called(page, "sheet", most_courses, most_rows)
    return cast(Sheet, all_well_formed(found))


def _called(page: Page, function: str, *arguments: int) -> Iterator[Any]:
    """Yield what a function of the importer of spreadsheets yields, or the one thing it returns."""
    importer: Any = discover()["csv"]
    if needs_isolation(importer, page):
        return read_isolated(importer, function, page, *arguments, seconds=SECONDS_PER_UPLOAD)
    found = getattr(importer, function)(page, *arguments)
    return found if isinstance(found, Iterator) else iter([found])
