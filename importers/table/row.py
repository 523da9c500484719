"""A row of a table, and the table it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from catalogue.domain.text.messages import Text


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as text.

    ``number`` counts from 1, as a spreadsheet program does. ``error`` says why this row and those after it could not
    be read.
    """

    number: int
    cells: Sequence[str]
    error: Text = ""

    @property
    def blank(self) -> bool:
        """Whether all its cells are empty."""
        return not self.error and not any(cell.strip() for cell in self.cells)


Table = Callable[[], Iterator[Row]]
"""A function that yields the rows from the first one, each time it is called."""
