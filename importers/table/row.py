"""A row of a table, and the table it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.domain.text.messages import Text
from importers.table.headers import Meaning


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as text.

    ``number`` counts from 1, as a spreadsheet program does. ``error`` says why this row and those after it could not
    be read. ``links`` are the addresses behind cells, by place. ``where`` says where a person finds it, if not by its
    number.
    """

    number: int
    cells: Sequence[str]
    error: Text = ""
    links: Mapping[int, str] = field(default_factory=dict)
    where: str = ""

    @property
    def blank(self) -> bool:
        """Whether all its cells are empty."""
        return not self.error and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from the first one, each time they are asked for; ``name`` is that of a sheet, empty for a text.

    ``by_name`` tells what its headers mean, of a table whose first row is its header for certain.
    """

    rows: Callable[[], Iterator[Row]]
    name: str = ""
    by_name: Callable[[str], Meaning | None] | None = None
