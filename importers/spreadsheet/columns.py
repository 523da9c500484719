"""Which column a header means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, reduce

from catalogue.domain.course.fields import SHEET_COLUMNS
from catalogue.domain.text.folding import fold
from catalogue.domain.text.messages import N_, Message, Text
from catalogue.languages import words_by_key

REQUIRED = ("title", "url")
PUNCTUATION = re.compile(r"[\W_]+")
BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """``matched`` maps each header that was understood to its column, ``ignored`` are the others that say anything.

    ``places`` maps a column to its place among ``headers``, ``missing`` are required columns without one.
    ``width`` is how many cells a row needs: up to the last column with a header.
    """

    headers: Sequence[str]
    matched: Mapping[str, str]
    places: Mapping[str, int]
    ignored: Sequence[str]
    missing: Sequence[str]
    width: int

    @property
    def named(self) -> list[str]:
        """Return the headers that are not empty."""
        return [header for header in self.headers if header.strip()]

    def values(self, cells: Sequence[str], names: Collection[str] | None = None) -> dict[str, str]:
        """Return the cells of a row by column, of all or of these; those that are empty are left out."""
        places = self.places if names is None else {name: self.places[name] for name in names if name in self.places}
        return {name: text for name, at in places.items() if (text := cells[at].strip())}

    @property
    def foreign(self) -> dict[str, str]:
        """Return headers that are not simply their column's own name, with the column."""
        return {header.strip(): name for header, name in self.matched.items() if _plain(header) != _plain(name)}

    def advice(self, url: str) -> Message:
        """Return what is missing at this address, what was found instead, and how to mend it."""
        found = ", ".join(repr(header[:40]) for header in self.named[:40])
        missing = _joined(N_("%(one)s and %(other)s"), self.missing)
        if not found:
            silent = N_("%(url)s: no column for %(missing)s was found. Headers found: none. To mend it, %(steps)s.")
            return Message(silent, url=url, missing=missing, steps=self._steps())
        text = N_("%(url)s: no column for %(missing)s was found. Headers found: %(found)s. To mend it, %(steps)s.")
        return Message(text, url=url, missing=missing, found=found, steps=self._steps())

    def _steps(self) -> Text:
        """Return advice for columns that only need another name, then those that are not there at all."""
        near = {name: header for name in self.missing if (header := _nearest(name, self.ignored))}
        wanted = [name for name in self.missing if name not in near]
        renaming = N_("rename %(header)s to %(column)s")
        steps: list[Text] = [Message(renaming, header=repr(header), column=name) for name, header in near.items()]
        if wanted:
            columns = _joined(N_("%(one)s and one %(other)s"), wanted)
            steps.append(Message(N_("name a column %(columns)s"), columns=columns))
        return _joined(N_("%(one)s, and %(other)s"), steps)


def match_columns(headers: Sequence[str]) -> ColumnMatch:
    """Match headers by name or alias; the first of two that mean the same column is taken."""
    matched: dict[str, str] = {}
    places: dict[str, int] = {}
    ignored = []
    for at, header in enumerate(headers):
        name = _columns().get(_plain(header)) or _columns().get(_plain(BRACKETS.sub("", header)))
        if name is not None and name not in places:
            matched[header], places[name] = name, at
        elif header.strip():
            ignored.append(header)
    missing = [name for name in REQUIRED if name not in places]
    width = max((at for at, header in enumerate(headers, start=1) if header.strip()), default=0)
    return ColumnMatch(headers=headers, matched=matched, places=places, ignored=ignored, missing=missing, width=width)


@cache
def _columns() -> dict[str, str]:
    """Return the column of each plain header; a column's own name wins over another's alias."""
    found: dict[str, str] = {}
    aliases = words_by_key("columns")
    for name in SHEET_COLUMNS:
        for alias in aliases.get(name, ()):
            found.setdefault(_plain(alias), name)
    return found | {_plain(name): name for name in SHEET_COLUMNS}


def _joined(between: str, parts: Sequence[Text]) -> Text:
    """Return several as one, each put to those before it by the marked text."""
    return reduce(lambda one, other: Message(between, one=one, other=other), parts)


def _plain(header: str) -> str:
    return PUNCTUATION.sub(" ", fold(header)).strip()


def _nearest(name: str, headers: Sequence[str]) -> str | None:
    """Return the header most like any way to write this column."""
    ways = [plain for plain, column in _columns().items() if column == name]
    for header in headers[:100]:
        if len(header) < 60 and get_close_matches(_plain(header), ways, n=1, cutoff=0.75):
            return header
    return None
