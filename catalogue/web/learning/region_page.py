"""Countries and regions as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from catalogue.domain.places.borders import neighbours_abroad
from catalogue.domain.places.regional_languages import official_languages
from catalogue.domain.places.territories import (
    Territory,
    countries,
    parts_of,
    surrounding_places,
    territory,
    territory_name,
)
from catalogue.domain.text.collation import sort_key
from catalogue.models import Collection
from catalogue.search.port import SearchPage
from catalogue.services.curating.territories import Survey
from catalogue.services.search.searching import SearchResult
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.charts.tile_map import Tile, present_tiles
from catalogue.web.search.card import Card, present_hit
from catalogue.web.search.links import courses_url
from catalogue.web.site import values
from catalogue.web.site.locale import reader_language
from catalogue.web.site.values import text_in_reader_language


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place with its number of courses; ``share`` is of the largest beside it, 0 to 1."""

    code: str
    name: str
    count: int
    share: float
    url: str
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The first of some courses, how many there are, and where all are."""

    cards: Sequence[Card]
    total: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A skill area: courses here, online in the languages of the place, in the country; each with its search."""

    label: str
    url: str
    here: tuple[int, str]
    online: tuple[int, str]
    country: tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionView:
    """Everything a place's page shows. ``local_name`` is empty where it is the reader's own name for it too."""

    code: str
    level: int
    name: str
    local_name: str
    local_lang: str
    around: Sequence[PlaceView]
    country: str
    languages: Sequence[str]
    here: ListView
    online: ListView
    coverage: Sequence[CoverageRow]
    parts: Sequence[PlaceView]
    providers: Sequence[tuple[str, int, str]]
    collections: Sequence[tuple[str, str, str]]
    neighbours: Sequence[PlaceView]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountriesView:
    """The map and the list of all countries, by name."""

    tiles: Sequence[Tile]
    countries: Sequence[PlaceView]


def present_countries(counts: SearchPage) -> CountriesView:
    """Return every country of the map, also those without a course."""
    by_country = _counts(counts, "country")
    places = filter(None, (territory(code) for code in countries()))
    return CountriesView(tiles=present_tiles(by_country, _page_of), countries=_by_name(places, by_country))


def present_region(place: Territory, found: Survey, collections: Sequence[Collection]) -> RegionView:
    """Return a place, what can be learned there, and what lies around it."""
    counts = _counts(found.everywhere, "country") | _counts(found.everywhere, "region")
    name = territory_name(place, reader_language())
    languages = official_languages(place.code)
    return RegionView(
        code=place.code,
        level=place.level,
        name=name,
        local_name=place.name if place.name != name else "",
        local_lang=languages[0] if len(languages) == 1 else "",
        around=[_place(outer, counts, 0) for outer in surrounding_places(place)],
        country=values.country(place.country),
        languages=[values.language(code) for code in languages],
        here=_list(found.here, {place.facet: place.code}),
        online=_list(found.online, _online(place)),
        coverage=_coverage(place, found),
        parts=_by_name(parts_of(place), counts),
        providers=_providers(place, found),
        collections=[_collection(one) for one in collections],
        neighbours=_by_name(filter(None, map(territory, neighbours_abroad(place.code))), counts),
    )


def _coverage(place: Territory, found: Survey) -> list[CoverageRow]:
    """Return the twelve areas, also those nobody teaches: that is what a region looks for."""
    here, online = _counts(found.here.page, "skill_area"), _counts(found.online.page, "skill_area")
    country = _counts(found.country, "skill_area")

    def cell(counted: Mapping[str, int], area: str, filters: Mapping[str, object]) -> tuple[int, str]:
        return counted.get(area, 0), courses_url({**filters, "skill_area": area})

    return [
        CoverageRow(
            label=skill_areas().label(area.key, reader_language()),
            url=url_for("skill_area.page", key=area.key),
            here=cell(here, area.key, {place.facet: place.code}),
            online=cell(online, area.key, _online(place)),
            country=cell(country, area.key, {"country": place.country}),
        )
        for area in skill_areas().roots()
    ]


def _providers(place: Territory, found: Survey) -> list[tuple[str, int, str]]:
    listed = [value for value in found.here.page.facets["provider"] if value.count]
    return [
        (
            found.providers.get(value.value, value.value),
            value.count,
            courses_url({"provider": value.value, place.facet: place.code}),
        )
        for value in listed
    ]


def _collection(one: Collection) -> tuple[str, str, str]:
    title, language = text_in_reader_language(one.texts, "title")
    return title or one.slug, language, url_for("collections.page", slug=one.slug)


def _online(place: Territory) -> dict[str, object]:
    return {"country": "online", "language": list(official_languages(place.code))}


def _list(result: SearchResult, filters: Mapping[str, object]) -> ListView:
    cards = [present_hit(hit, course) for hit, course in result.found]
    return ListView(cards=cards, total=result.page.total, url=courses_url(filters))


def _counts(page: SearchPage, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in page.facets.get(facet, ())}


def _by_name(places: Iterable[Territory], counts: Mapping[str, int]) -> list[PlaceView]:
    listed = list(places)
    most = max((counts.get(place.code, 0) for place in listed), default=0)
    locale = reader_language()
    return sorted((_place(place, counts, most) for place in listed), key=lambda view: sort_key(view.name, locale))


def _place(place: Territory, counts: Mapping[str, int], most: int) -> PlaceView:
    count = counts.get(place.code, 0)
    return PlaceView(
        code=place.code,
        name=territory_name(place, reader_language()),
        count=count,
        share=count / most if most else 0.0,
        url=_page_of(place.code),
        country=values.country(place.country),
    )


def _page_of(code: str) -> str:
    return url_for("region.page", code=code) if territory(code) else ""
