"""Which column a header means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from catalogue.domain.folding import fold

REQUIRED = ("title", "url")
PUNCTUATION = re.compile(r"[\W_]+")
BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """``matched`` maps a column to its place among the headers; ``ignored`` are headers that mean none of ours."""

    headers: Sequence[str]
    matched: Mapping[str, int]
    ignored: Sequence[str]
    missing: Sequence[str]

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row by column; those that are empty or absent are left out."""
        return {name: cells[at].strip() for name, at in self.matched.items() if at < len(cells) and cells[at].strip()}

    def advice(self) -> str:
        """What is missing, what was found instead, and how to mend it."""
        near = [f"rename {header!r} to {name}" for name in self.missing if (header := _nearest(name, self.ignored))]
        found = ", ".join(repr(header) for header in self.headers if header.strip()) or "none"
        remedy = "; ".join(near) or f"name a column {' and one '.join(self.missing)}"
        return f"no column for {' and '.join(self.missing)} was found. Headers found: {found}. To mend it, {remedy}."


def match_columns(headers: Sequence[str]) -> ColumnMatch:
    """Match headers by name or alias; the first of two that mean the same column is taken."""
    matched: dict[str, int] = {}
    ignored = []
    for at, header in enumerate(headers):
        name = _columns().get(_plain(header)) or _columns().get(_plain(BRACKETS.sub("", header)))
        if name is None or name in matched:
            ignored.append(header)
        else:
            matched[name] = at
    missing = [name for name in REQUIRED if name not in matched]
    return ColumnMatch(headers=headers, matched=matched, ignored=ignored, missing=missing)


@cache
def _columns() -> dict[str, str]:
    """Plain header to column; a column's own name wins over another's alias."""
    aliases = tomllib.loads((Path(__file__).parent / "columns.toml").read_text("utf-8"))
    found: dict[str, str] = {}
    for name, others in aliases.items():
        for other in others:
            found.setdefault(_plain(other), name)
    return found | {_plain(name): name for name in aliases}


def _plain(header: str) -> str:
    return PUNCTUATION.sub(" ", fold(header)).strip()


def _nearest(name: str, headers: Sequence[str]) -> str | None:
    """The header most like any way to write this column."""
    ways = [plain for plain, column in _columns().items() if column == name]
    for header in headers:
        if get_close_matches(_plain(header), ways, n=1, cutoff=0.75):
            return header
    return None
