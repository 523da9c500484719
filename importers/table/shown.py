"""The columns of a table as a person is shown them, to say what those mean that were not understood."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from catalogue.ingestion.contract import Page
from catalogue.ingestion.tables import TableColumn
from importers.table.contents import ROWS_SAMPLED
from importers.table.headed import Headed, guessed, headed, nearest
from importers.table.row import Row, Table

MAX_COLUMNS_SHOWN = 60
MAX_SAMPLES_SHOWN = 3
MAX_SAMPLE_CHARACTERS = 80


def columns_shown(tables: Sequence[Table], page: Page) -> Sequence[TableColumn]:
    """Return the columns of the likeliest table, in its order. Raise ``Unreadable`` if there is none."""
    found = [one for table in tables if (one := headed(table, page.columns)) and one.match.named]
    if not found:
        raise nearest(tables, page)
    one = max(found, key=lambda each: (not each.match.missing, len(each.match.places), len(each.match.named)))
    return _columns(guessed(one, page.columns), page)


def _columns(one: Headed, page: Page) -> Sequence[TableColumn]:
    rows = list(islice(one.records(), ROWS_SAMPLED))
    match, said = one.match, {header.strip() for header in page.columns}
    return [
        TableColumn(
            header.strip(),
            _samples(rows, at),
            match.matched.get(header, ""),
            (header in match.matched and header not in match.guessed) or header.strip() in said,
        )
        for at, header in enumerate(match.headers[:MAX_COLUMNS_SHOWN])
        if header.strip()
    ]


def _samples(rows: Sequence[Row], at: int) -> tuple[str, ...]:
    """Return some different cells of a column, each shortened."""
    found = (row.cells[at].strip()[:MAX_SAMPLE_CHARACTERS] for row in rows if at < len(row.cells))
    return tuple(islice(dict.fromkeys(filter(None, found)), MAX_SAMPLES_SHOWN))
