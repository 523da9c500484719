"""What stands at the cells of a sheet beside their values: addresses behind them, and cells merged into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

MAX_LINKS_PER_SHEET = 200_000
MAX_MERGED_CELLS_PER_SHEET = 200_000
Span = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of several merged into one, each as row and column from 0."""


@dataclass(frozen=True, slots=True)
class CellExtras:
    """``links`` are addresses by row and column, both from 0; ``spans`` are merged cells."""

    links: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    spans: Sequence[Span] = ()

    @classmethod
    def of(cls, links: Iterable[tuple[int, int, str]], spans: Iterable[Span] = ()) -> CellExtras:
        """Return those that are found, as far as a sheet may have them."""
        by_row: dict[int, dict[int, str]] = {}
        for row, column, address in islice(links, MAX_LINKS_PER_SHEET):
            by_row.setdefault(row, {}).setdefault(column, address)
        return cls(by_row, tuple(islice(spans, MAX_MERGED_CELLS_PER_SHEET)))


def filled_down(rows: Iterable[list[str]], spans: Sequence[Span]) -> Iterator[list[str]]:
    """Yield the rows with what stands in the first of several merged cells in those below it as well.

    Cells merged across columns keep their one value: a heading over a table is not repeated in each column of it.
    """
    starting: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span[0][0], []).append(span)
    open_spans: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(rows):
        for column, (last, value) in list(open_spans.items()):
            if number > last:
                del open_spans[column]
            elif column < len(cells) and not cells[column]:
                cells[column] = value
        for (_, column), (last, _) in starting.get(number, ()):
            if last > number and column < len(cells) and cells[column]:
                open_spans[column] = (last, cells[column])
        yield cells
