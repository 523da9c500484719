"""Where in a document the list of courses is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from importers.json_table.paths import days_of_writing, meaning_of_path
from importers.json_table.rows import rows_of
from importers.markup.json_document import Node
from importers.table.columns import ColumnMatch, match_columns
from importers.table.headed import TELLING_COLUMNS
from importers.table.headers import meaning_of

MAX_DEPTH = 6
MAX_LISTS = 2_000
RECORDS_COMPARED = 20


@dataclass(frozen=True, slots=True)
class RecordList:
    """Objects in lists at one path of names within the document, each list of them in the order of the document."""

    path: tuple[str, ...]
    records: Sequence[Node]

    def match(self) -> ColumnMatch:
        """Return the columns that the names of the first records mean."""
        sample = [row for record in self.records[:RECORDS_COMPARED] for row in rows_of(record)]
        headers = list(dict.fromkeys(name for row in sample for name in row))
        return match_columns(headers, days_of_writing(headers), meaning_of_path)

    def rank(self) -> tuple[bool, bool, bool, int, int, int]:
        """Return the sort key: courses have titles and what only courses have, and are called so."""
        match = self.match()
        called = meaning_of(self.path[-1]) if self.path else None
        return (
            "title" in match.places,
            not TELLING_COLUMNS.isdisjoint(match.places),
            called is not None and called.column == "title",
            -len(self.path),
            len(match.places),
            len(self.records),
        )


def likeliest_list(value: Any) -> RecordList | None:
    """Return the list whose records are likeliest courses; None if there is no list of objects."""
    return max(record_lists(value), key=RecordList.rank, default=None)


def record_lists(value: Any) -> list[RecordList]:
    """Return the lists of objects in a document; those at the same path in several objects are one."""
    found: dict[tuple[str, ...], list[Node]] = {}
    waiting: deque[tuple[tuple[str, ...], Any]] = deque([((), value)])
    lists = 0
    while waiting and lists < MAX_LISTS:
        path, inner = waiting.popleft()
        if isinstance(inner, list):
            lists += 1
            records = [one for one in inner if isinstance(one, dict)]
            if len(records) * 2 > len(inner):
                found.setdefault(path, []).extend(records)
            waiting.extend(_within(path, records))
        elif isinstance(inner, dict):
            waiting.extend(_within(path, [inner]))
    return [RecordList(path, records) for path, records in found.items()]


def _within(path: tuple[str, ...], nodes: Sequence[Node]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if len(path) < MAX_DEPTH:
        yield from (
            ((*path, name), inner) for node in nodes for name, inner in node.items() if isinstance(inner, list | dict)
        )
