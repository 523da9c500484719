"""Places a reader can look at as a whole: a country, or a region of any level within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.domain.places.countries import ISO_CODE_BY_UNION_CODE, country_name
from catalogue.domain.places.region_names import region_name
from catalogue.domain.places.regional_languages import official_languages
from catalogue.domain.places.regions import Region, region, regions
from catalogue.domain.text.cldr import locale_of
from catalogue.domain.text.folding import fold_phrase


@dataclass(frozen=True, slots=True)
class Territory:
    """``code`` is ISO 3166-1 for a country (``level`` 0), NUTS for a region (1 to 3); ``parent`` what lies around it.

    ``name`` is the place's own, in its own letters; of a country, in each of its official languages.
    """

    code: str
    name: str
    level: int
    country: str
    parent: str | None

    @property
    def facet(self) -> str:
        """The search facet that holds this code."""
        return "region" if self.level else "country"


def territory(code: str) -> Territory | None:
    """Return the country or region with this code; None for an unknown one or a country that NUTS does not divide."""
    if code in countries():
        return Territory(code, _own_country_name(code), 0, code, None)
    found = region(code)
    return _region(found) if found else None


def canonical_code(code: str) -> str:
    """Return the code as written here: in capitals, and ISO 3166-1 for a country (``el`` is ``GR``)."""
    code = code.upper()
    return ISO_CODE_BY_UNION_CODE.get(code, code)


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """Return every country that NUTS divides, ISO 3166-1, in the order of their codes."""
    return tuple(sorted({each.country for each in regions()}))


def parts_of(place: Territory) -> tuple[Territory, ...]:
    """Return the parts of a place one level down.

    A level that only repeats the whole is skipped: Bremen has two parts.
    """
    inner = [_region(each) for each in _below().get(place.code, ())]
    if len(inner) == 1 and (not place.level or fold_phrase(inner[0].name) == fold_phrase(place.name)):
        return parts_of(inner[0])
    return tuple(inner)


def surrounding_places(place: Territory) -> tuple[Territory, ...]:
    """Return the places around this one, nearest first, its country last, without any that only repeat another."""
    outer = territory(place.parent) if place.parent else None
    if outer is None:
        return ()
    return surrounding_places(outer) if _repeats(outer, place) else (outer, *surrounding_places(outer))


def _repeats(outer: Territory, place: Territory) -> bool:
    """Say whether a region around a place is only its country again, or the place itself under the same name."""
    if outer.level == 1 and len(_below()[outer.country]) == 1:
        return True
    only_part = bool(outer.level) and len(_below()[outer.code]) == 1
    return only_part and fold_phrase(outer.name) == fold_phrase(place.name)


def territory_name(place: Territory, locale: str) -> str:
    """Return what readers of ``locale`` call the place, where that is known; else its own name in Latin letters."""
    found = region(place.code) if place.level else None
    return region_name(found, locale) if found else country_name(place.code, locale)


def _region(found: Region) -> Territory:
    return Territory(found.code, found.name, found.level, found.country, found.parent or found.country)


def _own_country_name(country: str) -> str:
    locales = filter(None, (locale_of(language) for language in official_languages(country)))
    return " / ".join(dict.fromkeys(str(locale.territories.get(country, country)) for locale in locales))


@lru_cache(maxsize=1)
def _below() -> Mapping[str, Sequence[Region]]:
    """Return the regions directly below each country or region."""
    inner: defaultdict[str, list[Region]] = defaultdict(list)
    for each in regions():
        inner[each.parent or each.country].append(each)
    return dict(inner)
