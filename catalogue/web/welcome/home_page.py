"""The first page's figures and its picture: Europe in tiles, each as dark as it has courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from catalogue.models import Course
from catalogue.search.port import SearchPage
from catalogue.web.charts.tile_map import Tile, present_tiles
from catalogue.web.learning.skill_area_page import AreaView, present_areas
from catalogue.web.search.card import Card, present_card
from catalogue.web.search.links import courses_url
from catalogue.web.site import values


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the first page prints; ``languages`` are name, count and address."""

    total: int
    countries: int
    languages: Sequence[tuple[str, int, str]]
    areas: Sequence[AreaView]
    tiles: Sequence[Tile]
    newest: Sequence[Card]
    online: tuple[str, int, str] | None
    examples: Sequence[tuple[str, str]]


def present_home(counts: SearchPage, newest: Sequence[Course]) -> HomeView:
    """Return everything the home page shows."""
    by_country = {value.value: value.count for value in counts.facets.get("country", ())}
    online = by_country.pop("online", 0)
    return HomeView(
        total=counts.total,
        countries=len(by_country),
        languages=[
            (values.language(value.value), value.count, courses_url({"language": value.value}))
            for value in counts.facets.get("language", ())
        ],
        areas=present_areas(counts),
        tiles=present_tiles(by_country, lambda code: courses_url({"country": code}) if by_country.get(code) else ""),
        newest=[present_card(course) for course in newest],
        online=(values.label("country", "online"), online, courses_url({"country": "online"})) if online else None,
        examples=[(text, courses_url({"q": text})) for text in _examples()],
    )


def _examples() -> list[str]:
    return [_("battery production"), _("high-voltage safety"), _("fuel cell"), _("diagnostics")]
