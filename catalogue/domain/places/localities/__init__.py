"""Where a town lies: its NUTS region, as exactly as its name and country tell, and nothing where they do not.

The towns are those of ``localities.tsv``, which ``build_files.py`` makes from GeoNames and ISO 3166-2.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from catalogue.domain.places.localities.towns import Town, town_meant
from catalogue.domain.places.regions import country_of
from catalogue.domain.text.folding import fold_phrase

LOCALITIES_FILE = Path(__file__).with_name("localities.tsv")
_BEFORE_NAME = re.compile(r"^(?:[A-Z]{1,3}[- ])?\d[\d \-]{2,7}\s*(?=\D)")
_AFTER_NAME = re.compile(r" ?(?:[,(/;]| - | – | \d{1,2}(?:\D|$)).*$")
MAX_NAME_CHARACTERS = 200
"""Characters of a text that may name a town and what surrounds it; the longest names have 60."""


@lru_cache(maxsize=4096)
def region_of_locality(locality: str, country: str) -> str | None:
    """Return the NUTS code for a town of an ISO 3166-1 country; a postcode before it or text after a comma is ignored.

    The code is of level 3 where the town is known that exactly, else of 2 or 1; None for a name that several towns
    share.
    """
    return next((found[country] for found in _namesakes(locality) if country in found), None)


@lru_cache(maxsize=4096)
def country_of_locality(locality: str) -> str | None:
    """Return the ISO 3166-1 country of a town if no town of another country has its name, else None."""
    found = next(_namesakes(locality), {})
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def town_of_locality(locality: str, country: str, region: str | None = None) -> Town | None:
    """Return the town that a text names in an ISO 3166-1 country, read as by ``region_of_locality``; None if it is not
    known, or the region, where one is given, does not say which of several is meant."""
    return next((town for name in _names_in(locality) if (town := town_meant(name, country, region))), None)


def _namesakes(locality: str) -> Iterator[Mapping[str, str]]:
    """Yield codes by country for the towns a text names."""
    for name in _names_in(locality):
        if found := _by_name().get(fold_phrase(name)):
            yield found


def _names_in(locality: str) -> tuple[str, str]:
    """Return a text as it stands, then without what surrounds the name."""
    text = " ".join(locality.split()) if len(locality) <= MAX_NAME_CHARACTERS else ""
    return text, _AFTER_NAME.sub("", _BEFORE_NAME.sub("", text))


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, Mapping[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line in LOCALITIES_FILE.read_text("utf-8").splitlines():
        code, names = line.split("\t")
        for name in names.split("|"):
            found[fold_phrase(name)][country_of(code) or ""] = code
    return found
