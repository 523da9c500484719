"""Skill areas as the home page, their list and their own pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from catalogue.search.port import SearchPage, SearchRequest
from catalogue.services.search.searching import SearchResult
from catalogue.taxonomy.skill_areas import SkillArea, skill_areas
from catalogue.web.search.card import Card, present_hit
from catalogue.web.search.links import courses_url
from catalogue.web.site.locale import reader_language


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """An area with its number of courses; ``share`` is of the largest, 0 to 1."""

    key: str
    label: str
    definition: str
    count: int
    share: float
    url: str
    children: Sequence[AreaView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPageView:
    """One area's page."""

    area: AreaView
    parent: tuple[str, str] | None
    cards: Sequence[Card]
    total: int
    all_url: str


def present_areas(counts: SearchPage) -> list[AreaView]:
    """Return the twelve areas in their order, each with its parts."""
    found = {value.value: value.count for value in counts.facets.get("skill_area", ())}
    largest = max((found.get(area.key, 0) for area in skill_areas().roots()), default=0) or 1
    return [_area(area, found, largest) for area in skill_areas().roots()]


def present_area(area: SkillArea, asked: SearchRequest, result: SearchResult) -> AreaPageView:
    """Return an area with its parts and the first of its courses."""
    found = {value.value: value.count for value in result.page.facets.get("skill_area", ())}
    parent = skill_areas().get(area.parent) if area.parent else None
    return AreaPageView(
        area=_area(area, found, max(found.get(area.key, 0), 1)),
        parent=(_label(parent), _url(parent)) if parent else None,
        cards=[present_hit(hit, course) for hit, course in result.found],
        total=result.page.total,
        all_url=courses_url({"skill_area": area.key}),
    )


def _area(area: SkillArea, found: dict[str, int], largest: int) -> AreaView:
    count = found.get(area.key, 0)
    return AreaView(
        key=area.key,
        label=_label(area),
        definition=area.definition,
        count=count,
        share=count / largest,
        url=_url(area),
        children=[_area(child, found, largest) for child in skill_areas().children(area.key)],
    )


def _label(area: SkillArea) -> str:
    return skill_areas().label(area.key, reader_language())


def _url(area: SkillArea) -> str:
    return url_for("skill_area.page", key=area.key)
