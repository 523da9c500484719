"""Supply and demand as their page shows them: a map, a matrix, the gaps, the trend, and where the figures are from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from catalogue.domain.collation import sort_key
from catalogue.domain.territories import territory, territory_name
from catalogue.models import DemandFigure
from catalogue.services.demand.matching import Comparison, Match
from catalogue.web.charts import heat
from catalogue.web.charts.columns import columns
from catalogue.web.charts.drawing import Drawing
from catalogue.web.locale import cldr_locale, reader_language
from catalogue.web.presenters import values
from catalogue.web.presenters.addresses import courses_url
from catalogue.web.presenters.indicators import Cell, month_label, number_label
from catalogue.web.presenters.tiles import Tile, present_tiles, shade_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the matrix: ``shade`` 0 to 5 by courses; ``people`` needed and where that is told."""

    courses: Cell
    shade: int
    people: str
    people_url: str
    gap: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A declared figure as it was handed in."""

    anchor: str
    place: str
    area: str
    job_role: str
    people: str
    year: int
    source: str
    uploaded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyDemandView:
    """The whole page; ``country`` is empty for all of Europe. ``gaps`` are place, area, people and courses."""

    country: str
    country_name: str
    area: str
    choices: Sequence[tuple[str, str, bool]]
    tiles: Sequence[Tile]
    heads: Sequence[tuple[str, str]]
    rows: Sequence[tuple[Cell, Sequence[Field]]]
    gaps: Sequence[tuple[Cell, Cell, Cell, Cell]]
    trend_heads: Sequence[str]
    trend: Sequence[tuple[Cell, Sequence[str]]]
    sources: Sequence[Source]
    drawings: Mapping[str, Drawing]


def present_supply_demand(
    found: Comparison, past: Mapping[str, Mapping[date, int]], figures: Sequence[DemandFigure], country: str, area: str
) -> SupplyDemandView:
    """Everything the page shows of Europe's countries, or of one country's regions."""
    locale = reader_language()
    names = {code: _name(code) for code in found.places}
    codes = sorted(found.places, key=lambda code: sort_key(names[code], locale))
    most = max((match.courses for match in found.matches.values()), default=0)
    facet = "region" if country else "country"
    rows = [
        (
            Cell(names[code], _narrower(code) if not country else url_for("region.page", code=code)),
            [_field(found.matches[code, area_key], names[code], facet, most) for area_key in found.areas],
        )
        for code in codes
    ]
    heads = [(key, values.label("skill_area", key)) for key in found.areas]
    tiles = [] if country else _tiles(found, area)
    months = sorted({month for by_month in past.values() for month in by_month})
    return SupplyDemandView(
        country=country,
        country_name=values.country(country),
        area=area,
        choices=_choices(heads, area),
        tiles=tiles,
        heads=heads,
        rows=rows,
        gaps=[_gap(match, names, facet) for match in found.gaps()],
        trend_heads=[month_label(month, "yMMM") for month in months],
        trend=[
            (Cell(label, courses_url(_query(key, "country", country))), _months(past.get(key, {}), months))
            for key, label in heads
        ],
        sources=[_source(one) for one in figures if not country or _lies_in(one.region, country)],
        drawings=_drawings(country, area, tiles, heads, rows, (past, months)),
    )


def _field(match: Match, place: str, facet: str, most: int) -> Field:
    area = values.label("skill_area", match.area)
    people = number_label(match.demand.people) if match.demand else ""
    return Field(
        courses=Cell(number_label(match.courses), courses_url(_query(match.area, facet, match.place))),
        shade=shade_of(match.courses, most),
        people=people,
        people_url=f"#{_anchor(match.demand.figures[0])}" if match.demand else "",
        gap=match.is_gap,
        label=f"{place}, {area}",
    )


def _gap(match: Match, names: Mapping[str, str], facet: str) -> tuple[Cell, Cell, Cell, Cell]:
    people = Cell("")
    if match.demand:
        people = Cell(
            f"{number_label(match.demand.people)} ({match.demand.year})", f"#{_anchor(match.demand.figures[0])}"
        )
    share = match.people_per_course
    return (
        Cell(f"{names[match.place]}: {values.label('skill_area', match.area)}"),
        people,
        Cell(number_label(match.courses), courses_url(_query(match.area, facet, match.place))),
        Cell(str(format_decimal(round(share, 1))) if share is not None else _("nothing is taught")),
    )


def _query(area: str, facet: str, place: str) -> dict[str, str]:
    return {"skill_area": area} | ({facet: place} if place else {})


def _tiles(found: Comparison, area: str) -> Sequence[Tile]:
    counts = {code: found.matches[code, area].courses for code in found.places} if area else found.totals
    shown = set(found.places)
    return present_tiles(counts, lambda code: _narrower(code) if code in shown else "")


def _narrower(code: str) -> str:
    return url_for("indicators.supply_demand", country=code)


def _choices(heads: Sequence[tuple[str, str]], area: str) -> list[tuple[str, str, bool]]:
    """What the map can show: name, address, whether it is shown."""
    every = [("", _("All skill areas")), *heads]
    return [(label, url_for("indicators.supply_demand", skill_area=key or None), key == area) for key, label in every]


def _months(by_month: Mapping[date, int], months: Sequence[date]) -> list[str]:
    return [number_label(by_month[month]) if month in by_month else "–" for month in months]


def _source(one: DemandFigure) -> Source:
    return Source(
        anchor=_anchor(one),
        place=_name(one.region),
        area=values.label("skill_area", one.area),
        job_role=one.job_role,
        people=number_label(one.number),
        year=one.year,
        source=one.source,
        uploaded=format_date(one.upload.uploaded_at, "medium", locale=cldr_locale()),
    )


def _anchor(one: DemandFigure) -> str:
    return f"demand-{one.id}"


def _name(code: str) -> str:
    place = territory(code)
    return territory_name(place, reader_language()) if place else code


def _lies_in(code: str, country: str) -> bool:
    place = territory(code)
    return place is not None and place.country == country


def _drawings(
    country: str,
    area: str,
    tiles: Sequence[Tile],
    heads: Sequence[tuple[str, str]],
    rows: Sequence[tuple[Cell, Sequence[Field]]],
    trend: tuple[Mapping[str, Mapping[date, int]], Sequence[date]],
) -> dict[str, Drawing]:
    where = f", {values.country(country)}" if country else ""
    which = f", {values.label('skill_area', area)}" if area else ""
    fields = [(label.text, [(_written(one), one.shade, one.gap) for one in some]) for label, some in rows]
    drawn = {"matrix": heat.matrix(_("Courses and people needed") + where, [name for _key, name in heads], fields)}
    if tiles:
        drawn["map"] = heat.tile_map(_("Courses by country") + which, tiles)
    past, months = trend
    totals = [past.get(area, {}).get(month, 0) for month in months]
    title = _("Courses, month by month") + where + which
    labels = [month_label(month, "MMM") for month in months]
    drawn["trend"] = columns(title, labels, [(_("Courses"), totals)], number_label(max(totals, default=0)))
    return drawn


def _written(one: Field) -> str:
    return f"{one.courses.text} / {one.people}" if one.people else one.courses.text
