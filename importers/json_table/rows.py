"""A record as rows of a table: one, or one a run where it holds a list of runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from importers.json_table.paths import RUNS, meaning_of_path
from importers.markup.json_document import Node, text

MAX_DEPTH = 4
MAX_CELLS_PER_RECORD = 400
MAX_RUNS_PER_RECORD = 500
MAX_NAMES_PER_CELL = 50
NAMES = ("name", "title", "label", "value")


def rows_of(record: Node) -> list[dict[str, str]]:
    """Return the values of a record by their paths, once for each of its runs."""
    common = dict(_limited(_cells(record, "")))
    runs = next(filter(None, (_runs(path, listed) for path, listed in _lists(record, ""))), [])
    return [{**common, **run} for run in runs] or [common]


def _limited(cells: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (cell for cell, _ in zip(cells, range(MAX_CELLS_PER_RECORD), strict=False))


def _cells(node: Node, above: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of each value; of a list of objects their names."""
    for name, value in node.items():
        path = f"{above}{name}"
        if isinstance(value, dict):
            if path.count(".") < MAX_DEPTH:
                yield from _cells(value, f"{path}.")
        elif isinstance(value, list):
            yield path, "|".join(filter(None, map(_name, value[:MAX_NAMES_PER_CELL])))
        else:
            yield path, _text(value, path)


def _text(value: Any, path: str) -> str:
    """Return a plain value as a cell; yes or no says something only below a header such as "online"."""
    if isinstance(value, bool):
        meaning = meaning_of_path(path)
        return str(value).lower() if meaning and meaning.column == "delivery_mode" else ""
    return text(value)


def _name(value: Any) -> str:
    """Return a value of a list as text; an object by its name."""
    if isinstance(value, dict):
        return next((text(value[name]) for name in NAMES if isinstance(value.get(name), str)), "")
    return "" if isinstance(value, bool | list) else text(value)


def _lists(node: Node, above: str) -> Iterator[tuple[str, list[Node]]]:
    """Yield the lists of objects in a record with their paths."""
    for name, value in node.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value[:MAX_RUNS_PER_RECORD]):
            yield f"{above}{name}", value[:MAX_RUNS_PER_RECORD]
        elif isinstance(value, dict) and above.count(".") < MAX_DEPTH:
            yield from _lists(value, f"{above}{name}.")


def _runs(path: str, listed: list[Node]) -> list[dict[str, str]]:
    """Return the cells of objects that are runs, each of which says when it is; none if they are something else."""
    found = [dict(_limited(_cells(one, ""))) for one in listed]
    if not any(_is_start(name) and cell for run in found for name, cell in run.items()):
        return []
    return [{f"{path}{RUNS}{name}": cell for name, cell in run.items()} for run in found]


def _is_start(name: str) -> bool:
    meaning = meaning_of_path(name)
    return meaning is not None and meaning.column == "start_date"
