"""How far courses cover a curriculum, everywhere or in a country or region, as the search counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.taxonomy.curricula import Curriculum, Module


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The courses that teach any skill of a module at one place; ``missing`` are skills that none of them teaches."""

    total: int
    by_language: Mapping[str, int]
    missing: Sequence[str]


def coverage(engine: SearchEngine, curriculum: Curriculum, place: str) -> list[Coverage]:
    """Return the coverage of each module in order. ``place`` is a country, a NUTS region, or empty for everywhere."""
    taught = _counts(engine, place_filter(place), "skill")
    return [_module_coverage(engine, module, place, taught) for module in curriculum.modules]


def place_filter(place: str) -> dict[str, frozenset[str]]:
    """Return what is held at a place as a filter of the search."""
    return {"country" if len(place) == 2 else "region": frozenset({place})} if place else {}


def _module_coverage(engine: SearchEngine, module: Module, place: str, taught: Mapping[str, int]) -> Coverage:
    filters = {"skill": frozenset(module.skills), **place_filter(place)}
    found = engine.search(SearchRequest(filters=filters, facets=("language",), per_page=1, highlight=False))
    return Coverage(
        total=found.total,
        by_language={value.value: value.count for value in found.facets["language"]},
        missing=[skill for skill in module.skills if not taught.get(skill)],
    )


def _counts(engine: SearchEngine, filters: Mapping[str, frozenset[str]], facet: str) -> Mapping[str, int]:
    asked = SearchRequest(filters=filters, facets=(facet,), per_page=1, highlight=False)
    return {value.value: value.count for value in engine.search(asked).facets[facet]}


def places(engine: SearchEngine) -> tuple[Sequence[str], Sequence[str]]:
    """Return the countries and the regions (NUTS 1 and 2) where courses are held."""
    found = engine.search(SearchRequest(facets=("country", "region"), per_page=1, highlight=False)).facets
    regions = [value.value for value in found["region"] if len(value.value) in (3, 4)]
    return [value.value for value in found["country"] if value.value != "online"], regions
