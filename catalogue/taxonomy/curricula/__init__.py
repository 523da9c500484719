"""Curricula: ordered modules, each with learning outcomes and the skills it rests on.

A table here is a curriculum that every catalogue begins with, its name the key. The row without a module is its title;
each module has a ``title`` row, with its EQF level and its skills (terms of the trade), and an ``outcome`` row. Written
by us; the office and the regions upload others, and new versions of these (``services.curating.curricula``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module. ``level`` is EQF 1 to 8; title and learning outcomes go by language."""

    level: int
    skills: Sequence[str]
    title: Texts
    outcomes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """A curriculum with its ``modules`` in the order they are taken in.

    ``region`` is who uploaded it (NUTS or ISO 3166-1; empty: the alliance), ``version`` counts from 1, 0 being what
    came with the catalogue, ``since`` is the day of the version.
    """

    key: str
    title: Texts
    modules: Sequence[Module]
    region: str = ""
    version: int = 0
    since: date | None = None


@cache
def curricula() -> Mapping[str, Curriculum]:
    """Return all curricula by key, read once."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.csv"))}


def _read(path: Path) -> Curriculum:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return Curriculum(key=path.stem, title=_texts(rows[0]), modules=list(_modules(rows[1:])))


def _modules(rows: Sequence[dict[str, str]]) -> Iterator[Module]:
    for title, outcome in zip(rows[::2], rows[1::2], strict=True):
        yield Module(
            level=int(title["level"]),
            skills=title["skills"].split(),
            title=_texts(title),
            outcomes={language: [text] for language, text in _texts(outcome).items()},
        )


def _texts(row: dict[str, str]) -> Texts:
    return {name: text for name, text in row.items() if len(name) == 2}
