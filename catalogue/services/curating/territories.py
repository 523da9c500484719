"""What can be learned in a country or region, from there online, and how that compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.places.regional_languages import official_languages
from catalogue.domain.places.territories import Territory
from catalogue.search.port import SearchEngine, SearchPage, SearchRequest, Sort
from catalogue.services.courses.facet_labels import provider_names
from catalogue.services.search.searching import SearchResult, search_courses

COURSES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a place offers: ``here`` is held in it or offered from it, ``online`` in its languages from anywhere.

    ``country`` counts the country around it (of a country, itself), ``everywhere`` the whole catalogue; ``providers``
    are the names of those with courses here, by key.
    """

    here: SearchResult
    online: SearchResult
    country: SearchPage
    everywhere: SearchPage
    providers: Mapping[str, str]


def survey(session: Session, engine: SearchEngine, place: Territory, reader: str) -> Survey:
    """Return what can be learned in a place, for a reader of the language ``reader``.

    It takes four searches; the first courses of two of them are read from the database.
    """
    here = search_courses(session, engine, courses_here(place, reader))
    country = here.page
    if place.level:
        country = engine.search(_counting_request({"country": frozenset({place.country})}, "skill_area"))
    return Survey(
        here=here,
        online=search_courses(session, engine, courses_online(place, reader)),
        country=country,
        everywhere=count_places(engine),
        providers=provider_names(session, [value.value for value in here.page.facets["provider"]]),
    )


def courses_here(place: Territory, reader: str) -> SearchRequest:
    """Return the search for what is held in the place, or offered by its providers without a place, by start."""
    return SearchRequest(
        filters={place.facet: frozenset({place.code})},
        language=reader,
        sort=Sort.START,
        per_page=COURSES_SHOWN,
        facets=("skill_area", "provider"),
        highlight=False,
    )


def courses_online(place: Territory, reader: str) -> SearchRequest:
    """Return the search for what can be followed from anywhere in one of the languages of the place."""
    return SearchRequest(
        filters={"country": frozenset({"online"}), "language": frozenset(official_languages(place.code))},
        language=reader,
        per_page=COURSES_SHOWN,
        facets=("skill_area", "language"),
        highlight=False,
    )


def count_places(engine: SearchEngine) -> SearchPage:
    """Return how many courses each country, region and skill area has, by one search."""
    return engine.search(_counting_request({}, "country", "region", "skill_area"))


def _counting_request(filters: Mapping[str, frozenset[str]], *facets: str) -> SearchRequest:
    return SearchRequest(filters=filters, per_page=1, facets=facets, highlight=False)
