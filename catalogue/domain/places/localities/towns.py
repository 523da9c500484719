"""Towns by name, in whatever language: where they lie, and how large they are.

The towns are those of ``towns.tsv``, which ``build_files.py`` makes from GeoNames (CC BY 4.0): all of 2,000 inhabitants
and more in the countries that have regions of NUTS, and around them; those of 15,000 and more with the names they have
in other languages. Coordinates are hundredths of a degree, about a kilometre.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from catalogue.domain.text.folding import fold, fold_phrase

TOWNS_FILE = Path(__file__).with_name("towns.tsv")
MAX_TOWN_NAME_CHARACTERS = 80
MIN_SIZE_FACTOR = 10
"""A town must have this many times the inhabitants of its largest namesake to be meant by its name alone."""
OWN_NAME_FACTOR = 10
"""A town's own name weighs as much as so many times the inhabitants: "Nis" is Niš rather than the larger Nice."""


class Town(NamedTuple):
    """A town of an ISO 3166-1 country; ``region`` is its NUTS code, empty where none is known. Degrees are WGS 84.

    ``name`` is the one it was asked for by, as written in that language; its first among ``names`` is GeoNames'.
    """

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    inhabitants: int
    names: tuple[str, ...]


@lru_cache(maxsize=4096)
def towns_named(name: str) -> tuple[Town, ...]:
    """Return the towns that have this name in any language, case and accents aside, the one most likely meant first:
    the largest, and rather one of that name than one that is only called so elsewhere."""
    folded = fold_phrase(name) if len(name) <= MAX_TOWN_NAME_CHARACTERS else ""
    names, sought = _names_in_order(), f"{folded}\t"
    following = (names[place] for place in range(bisect_left(names, sought), len(names)))
    found = takewhile(lambda name: name.startswith(sought), following)
    towns = [_town(_rows()[int(name.removeprefix(sought))], folded) for name in found]
    return tuple(sorted(towns, key=_likelihood, reverse=True))


def town_meant(name: str, country: str | None = None, region: str | None = None) -> Town | None:
    """Return the one town that a name means in a country or a region, None if it may be several.

    A region, of any level, tells namesakes apart; else the likeliest by far is meant.
    """
    found = [town for town in towns_named(name) if country in (None, town.country)]
    if region:
        inside = [town for town in found if town.region.startswith(region) or region.startswith(town.region or "-")]
        found = inside or found
    if not found:
        return None
    likeliest, *others = sorted(found, key=_likelihood, reverse=True)
    if others and _likelihood(likeliest)[0] < MIN_SIZE_FACTOR * _likelihood(others[0])[0]:
        return None
    return likeliest


def all_towns() -> Iterator[tuple[str, str, float, float]]:
    """Yield country, region (empty if unknown), latitude and longitude of every town."""
    for line in _rows():
        country, region, point, _ = line.split("\t", 3)
        yield country, region, *_degrees(point)


def _likelihood(town: Town) -> tuple[int, str]:
    return town.inhabitants * (OWN_NAME_FACTOR if town.name == town.names[0] else 1), town.country


def _town(line: str, folded: str) -> Town:
    country, region, point, inhabitants, called = line.split("\t")
    names = tuple(called.split("|"))
    name = next(each for each in names if fold_phrase(each) == folded)
    return Town(name, country, region, *_degrees(point), int(inhabitants), names)


def _degrees(point: str) -> tuple[float, float]:
    north, east = point.split(",")
    return int(north) / 100, int(east) / 100


@lru_cache(maxsize=1)
def _rows() -> Sequence[str]:
    return TOWNS_FILE.read_text("utf-8").splitlines()


@lru_cache(maxsize=1)
def _names_in_order() -> Sequence[str]:
    """Return every folded name with the row of its town, sorted: a third of the memory of a dictionary of them."""
    rows = enumerate(line.rsplit("\t", 1)[1] for line in _rows())
    return sorted(f"{fold(name)}\t{row}" for row, names in rows for name in names.split("|"))
