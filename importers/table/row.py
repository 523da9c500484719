"""A row of a table, and the table it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.domain.text.messages import Text


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as text.

    ``number`` counts from 1, as a spreadsheet program does. ``error`` says why this row and those after it could not
    be read. ``links`` are the addresses behind cells, by place.
    """

    number: int
    cells: Sequence[str]
    error: Text = ""
    links: Mapping[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether all its cells are empty."""
        return not self.error and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from the first one, each time they are asked for; ``name`` is that of a sheet, empty for a text."""

    rows: Callable[[], Iterator[Row]]
    name: str = ""
