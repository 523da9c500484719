"""Columns under headers that nobody foresaw, told from what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.free_of_charge import says_free
from catalogue.domain.course.prices import parse_price
from catalogue.domain.places.localities import country_of_locality
from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.domain.time.dates import parse_moment
from catalogue.domain.time.durations import parse_workload
from importers.table.columns import ColumnMatch
from importers.table.days import in_order, is_day, is_day_first
from importers.table.headers import speaks_of_other
from importers.table.row import Row

ROWS_SAMPLED = 200
CELLS_SAMPLED = 50
MAX_COLUMNS_SAMPLED = 100
MAX_VALUE_CHARACTERS = 80
MIN_LANGUAGE_CHARACTERS = 4
"""Shorter than any name of a language; a code may as well be something else."""
WITH_POINTS_AND_COMMAS = (None, "de", "en")
MIN_TOWNS = 2
"""One word that stands in each row may be a town by chance: "Rot" is one too."""
MIN_SHARE_UNDERSTOOD = 0.9
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Several headers below which stands the same kind of value, so that none was taken for the column."""

    column: str
    headers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Guesses:
    """``places`` of columns, ``linked`` where the address stands behind the cells, and what stayed in doubt."""

    places: Mapping[str, int]
    linked: int | None
    doubts: Sequence[Doubt]


def guess_columns(match: ColumnMatch, rows: Sequence[Row], withheld: frozenset[str]) -> Guesses:
    """Return what can be told from a sample of rows of the columns whose headers are not understood.

    Nothing is told of those that a person ``withheld``, nor of days and amounts that a header says are another's.
    """
    free = [
        at
        for at, header in enumerate(match.headers[:MAX_COLUMNS_SAMPLED])
        if header in match.ignored and header.strip() not in withheld and not speaks_of_other(header)
    ]
    by_column: dict[str, list[int]] = {}
    for at in free:
        if (column := _column_of(_sample(rows, at))) is not None:
            by_column.setdefault(column, []).append(at)
    places: dict[str, int] = {}
    doubts = list(_decided(match, rows, by_column, places))
    linked = None if "url" in match.places or "url" in places else _linked(match, rows)
    return Guesses(places, linked, [] if linked is not None else doubts)


def _decided(
    match: ColumnMatch, rows: Sequence[Row], by_column: Mapping[str, list[int]], places: dict[str, int]
) -> Iterator[Doubt]:
    """Put into ``places`` each column that only one place can be; yield the others."""
    for column, found in by_column.items():
        if column == "start_date" and column not in match.places and len(found) == 2 and _in_order(rows, *found):
            places["start_date"], places["end_date"] = found
        elif column == "start_date" and column in match.places:
            _decide_end(match, rows, found, places)
        elif column in match.places:
            continue
        elif len(found) == 1:
            places[column] = found[0]
        elif column == "url" and len(own := [at for at in found if _all_differ(rows, at)]) == 1:
            places[column] = own[0]
        else:
            yield Doubt(column, [match.headers[at] for at in found])


def _all_differ(rows: Sequence[Row], at: int) -> bool:
    """Say whether every row has a cell of its own there."""
    cells = [_cell(row, at) for row in rows]
    return all(cells) and len(set(cells)) == len(cells)


def _decide_end(match: ColumnMatch, rows: Sequence[Row], found: list[int], places: dict[str, int]) -> None:
    if "end_date" not in match.places and len(found) == 1 and _in_order(rows, match.places["start_date"], found[0]):
        places["end_date"] = found[0]


def _in_order(rows: Sequence[Row], first: int, second: int) -> bool:
    """Say whether the second of two days is nowhere before the first, and somewhere after it."""
    order = is_day_first(_cell(row, at) for row in rows for at in (first, second))
    days = ([parse_moment(in_order(_cell(row, at), order)) for at in (first, second)] for row in rows)
    known = [(one.day, other.day) for one, other in days if one and other]
    return bool(known) and all(one <= other for one, other in known) and any(one < other for one, other in known)


def _sample(rows: Sequence[Row], at: int) -> list[str]:
    """Return the first cells of a column that are not empty."""
    found = (cell for row in rows if (cell := _cell(row, at)))
    return [cell for cell, _ in zip(found, range(CELLS_SAMPLED), strict=False)]


def _cell(row: Row, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def _column_of(cells: Sequence[str]) -> str | None:
    """Return the column whose kind of value nearly all of these cells are; None if they may be anything."""
    short = [cell for cell in cells if len(cell) <= MAX_VALUE_CHARACTERS or is_web_address(cell)]
    if not cells or len(short) < len(cells):
        return None
    for column, fits in KINDS.items():
        if column == "city" and len(set(short)) < MIN_TOWNS:
            continue
        if sum(map(fits, short)) >= MIN_SHARE_UNDERSTOOD * len(short):
            return column
    return None


def _is_price(cell: str) -> bool:
    """Say whether it is an amount with its currency, whichever way its language parts thousands from cents."""
    return not says_free(cell) and any(parse_price(cell, language) for language in WITH_POINTS_AND_COMMAS)


def _is_workload(cell: str) -> bool:
    return any(map(str.isdigit, cell)) and parse_workload(cell) is not None


def _is_language(cell: str) -> bool:
    return len(cell) >= MIN_LANGUAGE_CHARACTERS and parse_language(cell) is not None


def _is_page(cell: str) -> bool:
    address = f"https://{cell}" if cell.startswith("www.") and " " not in cell else cell
    return is_web_address(address) and not cell.lower().endswith(PICTURES)


KINDS: Mapping[str, Callable[[str], bool]] = {
    "url": _is_page,
    "start_date": is_day,
    "price": _is_price,
    "workload": _is_workload,
    "delivery_mode": lambda cell: parse_delivery_mode(cell) is not None,
    "language": _is_language,
    "city": lambda cell: cell[:1].isupper() and country_of_locality(cell) is not None,
}


def _linked(match: ColumnMatch, rows: Sequence[Row]) -> int | None:
    """Return the place of the cells behind which an address stands: the title's, else the only such place."""
    title = match.places.get("title")
    told = {row.number if title is None else _cell(row, title) for row in rows}
    counts: dict[int, int] = {}
    for row in rows:
        for at in row.links:
            counts[at] = counts.get(at, 0) + 1
    likely = [at for at, count in counts.items() if count * 2 > len(told)]
    if title in likely:
        return title
    return likely[0] if len(likely) == 1 else None
