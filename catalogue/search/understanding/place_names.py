"""What places are called, in any language and case: countries, groups of them, regions and towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from catalogue.domain.places.countries import parse_country
from catalogue.domain.places.localities.towns import Town, towns_named
from catalogue.domain.places.region_names import names_of_regions
from catalogue.domain.places.regions import region, regions
from catalogue.domain.text.folding import fold_phrase
from catalogue.languages import words_by_key
from catalogue.search.understanding.vocabulary import nominatives

COUNTRIES_BY_GROUP = {
    "nordic": ("DK", "FI", "IS", "NO", "SE"),
    "scandinavia": ("DK", "NO", "SE"),
    "baltic": ("EE", "LT", "LV"),
    "benelux": ("BE", "LU", "NL"),
    "dach": ("AT", "CH", "DE"),
    "iberia": ("ES", "PT"),
    "visegrad": ("CZ", "HU", "PL", "SK"),
}
MIN_NAME_LETTERS = 3
MIN_COUNTRY_LETTERS = 4
"""Shorter names of countries are codes, which are words in many languages."""
MAX_CASES_PER_NAME = 40
MIN_INHABITANTS_OF_TOWN_BEFORE_REGION = 100_000
"""A town of this size is meant by a name that it shares with a region: Salzburg, Madrid. Limburg is the region."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a name means: a facet of the search with its values, or a town. ``exact`` says that the name was in the
    nominative."""

    facet: str
    values: tuple[str, ...] = ()
    town: Town | None = None
    exact: bool = True


@lru_cache(maxsize=4096)
def place_named(name: str, language: str, cases: frozenset[str] = frozenset()) -> Place | None:
    """Return the place that a name means to a reader of ``language``, in the nominative or a case of the languages
    ``cases``; None of another word."""
    if found := _place(name, language):
        return found
    likeliest: Place | None = None
    for form in _nominatives(fold_phrase(name), sorted(cases)):
        found = _place(form, language)
        if found and (likeliest is None or _weight(found) > _weight(likeliest)):
            likeliest = found
    return Place(likeliest.facet, likeliest.values, likeliest.town, exact=False) if likeliest else None


def _weight(place: Place) -> tuple[float, int]:
    """Return how likely a place is meant; of names of one town the one nearer to its own is the nominative."""
    town = place.town
    return (float("inf"), 0) if town is None else (town.inhabitants, -town.names.index(town.name))


def _nominatives(folded: str, languages: Iterable[str]) -> Iterator[str]:
    """Yield what the words of a name may be in the nominative: the last, or all of them, stand in the same case."""
    for language in languages:
        parts = folded.replace("-", " ").split()
        last = list(nominatives(parts[-1], language))
        yield from (" ".join([*parts[:-1], each]) for each in last)
        if len(parts) == 2:
            first = list(nominatives(parts[0], language))
            yield from (
                f"{one} {two}"
                for one, two in product(first[:MAX_CASES_PER_NAME], [parts[1], *last][:MAX_CASES_PER_NAME])
            )


def _place(name: str, language: str) -> Place | None:
    folded = fold_phrase(name)
    if len(folded) < MIN_NAME_LETTERS:
        return None
    if len(folded) >= MIN_COUNTRY_LETTERS and (country := parse_country(folded, language)):
        return Place("country", (country,))
    if group := _groups().get(folded):
        return Place("country", group)
    town = _town(name, folded)
    codes = _regions().get(folded.replace("-", " "), ())
    if codes and not (town and _is_town_rather(town, codes)):
        return Place("region", codes)
    return Place("near", town=town) if town else None


def _town(name: str, folded: str) -> Town | None:
    """Return the town likeliest meant; of a name typed with accents, one whose name has the same."""
    found = towns_named(name) or towns_named(folded) or towns_named(folded.replace(" ", "-"))
    if name.casefold() != folded and not name.isascii():
        found = tuple(each for each in found if name.casefold() in map(str.casefold, each.names))
    return next(iter(found), None)


def _is_town_rather(town: Town, codes: tuple[str, ...]) -> bool:
    smallest = all((found := region(code)) is not None and found.level == NUTS_DISTRICT_LEVEL for code in codes)
    return town.inhabitants >= MIN_INHABITANTS_OF_TOWN_BEFORE_REGION or (smallest and town.region.startswith(codes))


NUTS_DISTRICT_LEVEL = 3


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, tuple[str, ...]]:
    listed = words_by_key("country_groups")
    return {fold_phrase(name): COUNTRIES_BY_GROUP[key] for key, names in listed.items() for name in names}


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, tuple[str, ...]]:
    """Return by folded name the codes of the largest regions called so; several only where all are meant together."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in regions():
        for name in {*each.name.split("/"), each.name, *names_of_regions(each.code)}:
            found[_plain(name)].add(each.code)
    known = {name: codes for name, listed in found.items() if (codes := _largest(listed))}
    own = words_by_key("region_names")
    return known | {_plain(name): tuple(codes.split("+")) for codes, names in own.items() for name in names}


def _plain(name: str) -> str:
    return fold_phrase(name).replace("-", " ")


def _largest(codes: set[str]) -> tuple[str, ...]:
    """Return the one region that holds all the others of its name; nothing if namesakes lie apart."""
    largest = min(codes, key=lambda code: (len(code), code))
    return (largest,) if all(code.startswith(largest) for code in codes) else ()
