"""Whether words of an address name a town, a region or a house, as far as lists and conventions tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from catalogue.domain.places.local_time import zones_of
from catalogue.domain.places.localities import is_locality, region_of_locality
from catalogue.domain.places.region_names import region_named
from catalogue.domain.places.regions import parse_region
from catalogue.domain.text.cldr import EUROPEAN
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import any_of

MAX_TOWN_WORDS = 5
_VENUE = re.compile(rf"(?<!\w)(?:{any_of('places', 'venue')})(?!\w)")
_NUMBERED_ROOM = re.compile(
    rf"(?:{any_of('places', 'room')})\.?\s(?:nr\.?\s)?\w{{0,3}}\d\S*|\d+\.?\s?(?:{any_of('places', 'room')})"
)
_NAME = re.compile(r"['’]?[^\W\d_][^\d,;:!?()@/|]{1,59}")


def is_town(name: str, country: str | None = None) -> bool:
    """Say whether a town of the ISO 3166-1 country, without one of any country, is known by this name."""
    if not _NAME.fullmatch(name):
        return False
    if country is None:
        return is_locality(name) or fold_phrase(name) in _cities_of_all()
    return region_of_locality(name, country) is not None or fold_phrase(name) in _cities_of(country)


def is_region(name: str, country: str) -> bool:
    """Say whether a region of the country has this name, in its own language or another."""
    return parse_region(name, country) is not None or region_named(name, country)


def may_be_town(name: str) -> bool:
    """Say whether words that are not known can name a town: few, without digits, none of a house or a street."""
    if not _NAME.fullmatch(name) or len(name.split()) > MAX_TOWN_WORDS or name[:1].islower():
        return False
    return _VENUE.search(fold_phrase(name)) is None


def is_numbered_room(part: str) -> bool:
    """Say whether a part of an address is a room, a floor or a building with its number, and so no street."""
    return _NUMBERED_ROOM.fullmatch(fold_phrase(part)) is not None


@lru_cache(maxsize=256)
def _cities_of(country: str) -> frozenset[str]:
    """Return the folded names of the cities that stand for the time zones of a country, in Europe's languages."""
    return frozenset(name for zone in zones_of(country) for name in _city_names().get(zone, ()))


@lru_cache(maxsize=1)
def _cities_of_all() -> frozenset[str]:
    return frozenset(name for names in _city_names().values() for name in names)


@lru_cache(maxsize=1)
def _city_names() -> Mapping[str, frozenset[str]]:
    locales = [Locale.parse(language) for language in EUROPEAN]
    zones = {str(zone) for zones in get_global("territory_zones").values() for zone in zones}
    return {
        zone: frozenset(
            fold_phrase(city)
            for city in (
                zone.rpartition("/")[2].replace("_", " "),
                *(str(locale.time_zones.get(zone, {}).get("city", "")) for locale in locales),
            )
            if city
        )
        for zone in zones
    }
