"""Whether the dates of a table have the day or the month first, as its other dates and its headers' language tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from catalogue.domain.text.folding import fold
from catalogue.domain.time.dates import DateOrder, order_of_dates
from catalogue.ingestion.contract import CourseDraft
from catalogue.languages import words
from importers.spreadsheet.columns import ColumnMatch
from importers.spreadsheet.row import Row

DATE_COLUMNS = ("start_date", "end_date", "deadline")


class TableDates:
    """Looks at the dates of rows as they pass. A table has one order; where its dates disagree, it has none."""

    def __init__(self, match: ColumnMatch) -> None:
        self._places = [match.places[name] for name in DATE_COLUMNS if name in match.places]
        self._shown: set[DateOrder] = set()
        self._spoken = any(_is_never_english(header, name) for header, name in match.foreign.items())

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows as they come."""
        for row in rows:
            for at in self._places:
                if at < len(row.cells) and (order := order_of_dates(row.cells[at : at + 1])):
                    self._shown.add(order)
            yield row

    @property
    def order(self) -> str:
        """The order that its dates show, else that of the European language its headers are in; empty if unknown."""
        if self._shown:
            return self._shown.copy().pop() if len(self._shown) == 1 else ""
        return DateOrder.DAY_FIRST if self._spoken else ""


def set_order(course: CourseDraft, order: str) -> None:
    """Say of all runs of a course how the dates of their table are written."""
    for run in course.instances:
        run.date_order = order


@cache
def _is_never_english(header: str, column: str) -> bool:
    """Say whether a header is a word for its column in other languages, and in none of the English-speaking world."""
    languages = {code for code, listed in words("columns", column).items() if fold(header) in map(fold, listed)}
    return bool(languages) and "en" not in languages
