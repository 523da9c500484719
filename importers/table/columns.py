"""Which column each header of a table means: as a person said, else by its name, else by what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import reduce
from typing import cast

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.domain.text.numbers import parse_number
from catalogue.domain.text.web_addresses import is_web_address
from importers.table.days import in_order, is_day_first
from importers.table.headers import DATES, Meaning, columns_by_name, is_english, meaning_of, plain

REQUIRED = ("title", "url")
CHOSEN = -2
"""The rank of what a person said, before that of any name."""
MIN_FOREIGN_HEADERS = 2
MAX_HEADERS_COMPARED = 100
MAX_CHARACTERS_COMPARED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """``matched`` maps each header that was understood to its column, ``ignored`` are the others that say anything.

    ``places`` maps a column to its place among ``headers``, ``runs`` does so for each further run that a row tells of.
    ``units`` are those of bare numbers by place. ``guessed`` are headers whose column was told from what stands below
    them. ``linked`` is the place of cells behind which the address stands, as a link. ``day_first`` says in which order
    its days in numbers are written, None if that is not known. ``missing`` are required columns
    without a place, ``absent`` headers that a person gave a column and that are not there. ``width`` is how many cells
    a row needs: up to the last column with a header.
    """

    headers: Sequence[str]
    matched: Mapping[str, str]
    places: Mapping[str, int]
    ignored: Sequence[str]
    missing: Sequence[str]
    width: int
    runs: Sequence[Mapping[str, int]] = ()
    units: Mapping[int, str] = field(default_factory=dict)
    guessed: Collection[str] = ()
    absent: Sequence[str] = ()
    linked: int | None = None
    day_first: bool | None = None

    @property
    def named(self) -> list[str]:
        """Return the headers that are not empty."""
        return [header for header in self.headers if header.strip()]

    def values(
        self, cells: Sequence[str], names: Collection[str] | None = None, links: Mapping[int, str] | None = None
    ) -> dict[str, str]:
        """Return the cells of a row by column, of all or of these; those that are empty are left out.

        ``links`` are the addresses behind cells, by place.
        """
        places = self.places if names is None else {name: self.places[name] for name in names if name in self.places}
        return self._of_places(places, cells, links or {})

    def further_runs(self, cells: Sequence[str]) -> list[dict[str, str]]:
        """Return the cells of each further run of a row that says anything of it."""
        found = (self._of_places(places, cells, {}) for places in self.runs)
        return [values for values in found if values]

    def _of_places(self, places: Mapping[str, int], cells: Sequence[str], links: Mapping[int, str]) -> dict[str, str]:
        values = {name: text for name, at in places.items() if (text := self._cell(cells, at))}
        for name in DATES:
            if (day := values.get(name)) and day[4:5] != "-":
                values[name] = in_order(day, self.day_first)
        if links and (at := places.get("url", self.linked)) in links and not is_web_address(values.get("url", "")):
            values["url"] = links[cast(int, at)]
        return values

    def _cell(self, cells: Sequence[str], at: int) -> str:
        """Return a cell; a bare number with the unit that its header names."""
        text = cells[at].strip()
        if not self.units or not text or (unit := self.units.get(at)) is None:
            return text
        return f"{text} {unit}" if parse_number(text) is not None else text

    @property
    def foreign(self) -> dict[str, str]:
        """Return headers that are not simply their column's own name, with the column."""
        named = {header: name for header, name in self.matched.items() if header not in self.guessed}
        return {header.strip(): name for header, name in named.items() if plain(header) != plain(name)}

    def with_guesses(self, guesses: Mapping[str, int], linked: int | None = None) -> ColumnMatch:
        """Return the match with columns that were told from what stands in them, by place."""
        headers = {self.headers[at]: name for name, at in guesses.items()}
        places = {**self.places, **guesses}
        linked = self.linked if linked is None else linked
        return replace(
            self,
            matched={**self.matched, **headers},
            places=places,
            guessed={*self.guessed, *headers},
            ignored=[header for header in self.ignored if header not in headers],
            missing=[name for name in REQUIRED if name not in places and (name != "url" or linked is None)],
            linked=linked,
        )

    def with_order_of_days(self, rows: Sequence[Sequence[str]]) -> ColumnMatch:
        """Return the match with the order of days as these rows show it, or else as the language of its headers has it.

        Of the languages of Europe only English has an order of its own in each country.
        """
        places = [at for each in (self.places, *self.runs) for name, at in each.items() if name in DATES]
        shown = is_day_first(cells[at] for cells in rows for at in places if at < len(cells))
        foreign = [header for header in self.matched if not is_english(header)]
        spoken = len(foreign) >= MIN_FOREIGN_HEADERS and len(foreign) * 2 > len(self.matched)
        return replace(self, day_first=True if shown is None and spoken else shown)

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


def match_columns(
    headers: Sequence[str],
    chosen: Mapping[str, str] | None = None,
    by_name: Callable[[str], Meaning | None] = meaning_of,
) -> ColumnMatch:
    """Match headers by name; of several that mean the same column the surest is taken, of equals the first.

    ``chosen`` is what a person said: the column of a header, or nothing where it is not to be read. ``by_name`` tells
    what a header means by itself.
    """
    chosen = chosen or {}
    meanings = _meanings(headers, chosen, by_name)
    places = _places(meanings)
    runs = _runs(meanings, places)
    taken = {at: name for each in (*runs, places) for name, at in each.items()}
    return ColumnMatch(
        headers=headers,
        matched={headers[at]: taken[at] for at in sorted(taken)},
        places=places,
        ignored=[header for at, header in enumerate(headers) if at not in taken and header.strip()],
        missing=[name for name in REQUIRED if name not in places],
        width=max((at for at, header in enumerate(headers, start=1) if header.strip()), default=0),
        runs=runs,
        units={at: meanings[at].unit for at in sorted(taken) if meanings[at].unit},
        absent=_absent(headers, chosen),
    )


def _meanings(
    headers: Sequence[str], chosen: Mapping[str, str], by_name: Callable[[str], Meaning | None]
) -> dict[int, Meaning]:
    """Return what each header means, by place."""
    said = {header.strip(): column for header, column in chosen.items()}
    found: dict[int, Meaning] = {}
    for at, header in enumerate(headers):
        meaning = by_name(header.strip())
        if (column := said.get(header.strip())) is not None:
            unit = meaning.unit if meaning and meaning.column == column else ""
            meaning = Meaning(column=column, rank=CHOSEN, unit=unit) if column else None
        if meaning is not None:
            found[at] = meaning
    return found


def _places(meanings: Mapping[int, Meaning]) -> dict[str, int]:
    """Return the place of each column, in the order of the table."""
    best: dict[str, int] = {}
    for at, meaning in meanings.items():
        rival = best.get(meaning.column)
        if rival is None or _doubt(meaning) < _doubt(meanings[rival]):
            best[meaning.column] = at
    for at, meaning in meanings.items():
        if meaning.otherwise and best[meaning.column] != at:
            best.setdefault(meaning.otherwise, at)
    return dict(sorted(best.items(), key=lambda one: one[1]))


def _doubt(meaning: Meaning) -> tuple[int, int]:
    """Return the sort key of a claim to a column: the first of several runs goes before the others."""
    return meaning.run, meaning.rank


def _runs(meanings: Mapping[int, Meaning], places: Mapping[str, int]) -> list[dict[str, int]]:
    """Return the places of further runs: numbered columns, one of which is a start."""
    by_number: dict[int, dict[str, int]] = {}
    for at, meaning in meanings.items():
        if meaning.run and places[meaning.column] != at:
            by_number.setdefault(meaning.run, {}).setdefault(meaning.column, at)
    return [run for _, run in sorted(by_number.items()) if "start_date" in run]


def _absent(headers: Sequence[str], chosen: Mapping[str, str]) -> list[str]:
    there = {header.strip() for header in headers}
    return [header for header, column in chosen.items() if column and header.strip() not in there]


def _joined(between: str, parts: Sequence[Text]) -> Text:
    """Return several as one, each put to those before it by the marked text."""
    return reduce(lambda one, other: Message(between, one=one, other=other), parts)


def _nearest(name: str, headers: Sequence[str]) -> str | None:
    """Return the header most like any way to write this column."""
    ways = [known for known, column in columns_by_name().items() if column == name]
    for header in headers[:MAX_HEADERS_COMPARED]:
        if len(header) < MAX_CHARACTERS_COMPARED and get_close_matches(plain(header), ways, n=1, cutoff=0.75):
            return header
    return None
