"""The first page's figures and its picture: Europe in tiles, each as dark as it has courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from catalogue.models import Course
from catalogue.search.port import SearchPage
from catalogue.web.presenters import values
from catalogue.web.presenters.addresses import courses_url
from catalogue.web.presenters.areas import AreaView, present_areas
from catalogue.web.presenters.card import Card, present_card

# column and row of each country, laid out by us so that neighbours stay neighbours as far as tiles allow
TILES = {
    "IS": (0, 0), "NO": (4, 0), "SE": (5, 0), "FI": (6, 0), "EE": (7, 0),
    "IE": (0, 2), "GB": (1, 2), "DK": (4, 1), "LV": (7, 1), "LT": (7, 2),
    "NL": (3, 2), "DE": (4, 2), "PL": (5, 2), "BE": (2, 3), "LU": (3, 3), "CZ": (5, 3), "SK": (6, 3), "UA": (7, 3),
    "FR": (2, 4), "CH": (3, 4), "AT": (4, 3), "HU": (6, 4), "RO": (7, 4), "SI": (4, 4), "HR": (5, 4),
    "PT": (0, 5), "ES": (1, 5), "IT": (3, 5), "BA": (5, 5), "RS": (6, 5), "BG": (7, 5),
    "MT": (3, 6), "AL": (5, 6), "MK": (6, 6), "TR": (8, 6), "GR": (6, 7), "CY": (8, 7),
}  # fmt: skip
SHADES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A country at column ``x`` and row ``y``; ``shade`` 0 (no course) to 5 (most)."""

    code: str
    name: str
    x: int
    y: int
    count: int
    shade: int
    url: str


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
    """Everything the first page shows."""
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
        tiles=[_tile(code, by_country) for code in TILES],
        newest=[present_card(course) for course in newest],
        online=(values.label("country", "online"), online, courses_url({"country": "online"})) if online else None,
        examples=[(text, courses_url({"q": text})) for text in _examples()],
    )


def _tile(code: str, counts: dict[str, int]) -> Tile:
    x, y = TILES[code]
    count, most = counts.get(code, 0), max(counts.values(), default=1)
    # the square root keeps small countries apart from empty ones beside large ones
    shade = max(1, round(SHADES * (count / most) ** 0.5)) if count else 0
    url = courses_url({"country": code})
    return Tile(code=code, name=values.country(code), x=x, y=y, count=count, shade=shade, url=url)


def _examples() -> list[str]:
    return [_("battery production"), _("high-voltage safety"), _("fuel cell"), _("diagnostics")]
