"""Supply and demand as their page shows them: a map, a matrix, the gaps, the trend, and where the figures are from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from babel.dates import format_date
from flask import url_for
from flask_babel import gettext as _

from catalogue.domain.places.territories import territory, territory_name
from catalogue.domain.text.collation import sort_key
from catalogue.models import DemandFigure
from catalogue.services.curating.demand.in_force import DemandSources
from catalogue.services.curating.demand.supply_comparison import Comparison, Match
from catalogue.taxonomy.job_roles import job_roles
from catalogue.web.charts import heat
from catalogue.web.charts.columns import columns
from catalogue.web.charts.drawing import Drawing
from catalogue.web.charts.figures import month_label, number_label, ratio_label
from catalogue.web.charts.tile_map import Tile, legend_of, present_tiles, shade_of
from catalogue.web.indicators.indicators_page import Cell, places_cell
from catalogue.web.indicators.supply_summary import summary
from catalogue.web.search.links import courses_url
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale, reader_language


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
    job_role: Cell
    people: str
    year: int
    source: str
    uploaded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyDemandView:
    """The whole page; ``country`` is empty for all of Europe. ``gaps`` are place and area, people, courses, people to a
    course and the seats that are announced. Of Europe, ``handed`` are countries with the number of their figures and
    who counted; of a country, ``sources`` are the figures themselves."""

    country: str
    country_name: str
    area: str
    choices: Sequence[tuple[str, str, bool]]
    summary: Sequence[str]
    tiles: Sequence[Tile]
    map_legend: heat.Legend
    legend: heat.Legend
    heads: Sequence[tuple[str, str]]
    rows: Sequence[tuple[Cell, Sequence[Field]]]
    gaps: Sequence[tuple[Cell, Cell, Cell, Cell, Cell]]
    trend_heads: Sequence[str]
    trend: Sequence[tuple[Cell, Sequence[str]]]
    sources: Sequence[Source]
    handed: Sequence[tuple[Cell, str, str]]
    drawings: Mapping[str, Callable[[], Drawing]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandFigures:
    """What was handed in: the figures of one country, or how much came from each. ``occupations`` are the names of
    ESCO's by their addresses."""

    figures: Sequence[DemandFigure] = ()
    occupations: Mapping[str, str] = field(default_factory=dict)
    countries: Sequence[DemandSources] = ()


def present_supply_demand(
    found: Comparison, past: Mapping[str, Mapping[date, int]], told: DemandFigures, country: str, area: str
) -> SupplyDemandView:
    """Return everything the page shows of Europe's countries, or of one country's regions."""
    locale = reader_language()
    names = {code: _name(code) for code in found.places}
    order = {
        code: (len(code), sort_key(names[code], locale)) for code in found.places
    }  # the whole, then NUTS 1, NUTS 2
    codes = sorted(found.places, key=order.__getitem__)
    most = found.most
    heads = [(key, values.label("skill_area", key)) for key in found.areas]
    links = Links(country)
    rows = [
        (
            Cell(names[code], links.of_place(code)),
            [_field(found.matches[code, key], f"{names[code]}, {label}", links, most) for key, label in heads],
        )
        for code in codes
    ]
    tiles = [] if country else _tiles(found, area)
    map_legend, legend = _legend(max((tile.count for tile in tiles), default=0)), _legend(most)
    months = sorted({month for by_month in past.values() for month in by_month})
    return SupplyDemandView(
        country=country,
        country_name=values.country(country),
        area=area,
        choices=_choices(heads, area),
        summary=list(summary(found, names)),
        tiles=tiles,
        map_legend=map_legend,
        legend=legend,
        heads=heads,
        rows=rows,
        gaps=[_gap(match, names, links) for match in found.gaps()],
        trend_heads=[month_label(month, "yMMM") for month in months],
        trend=[
            (Cell(label, courses_url(_query(key, "country", country))), _months(past.get(key, {}), months))
            for key, label in heads
        ],
        sources=_sources(told, names),
        handed=sorted((_handed(one) for one in told.countries), key=lambda one: sort_key(one[0].text, locale)),
        drawings=_drawings(country, area, (tiles, map_legend), (heads, rows, legend), (past, months)),
    )


class Links:
    """Where the fields of a matrix lead: addresses are built once and filled in, for there are hundreds."""

    def __init__(self, country: str) -> None:
        self.whole = country
        self._courses = courses_url(_query("AREA", "country", "PLACE"))
        self._of_region = courses_url(_query("AREA", "region", "PLACE"))
        self._place = url_for("region.page", code="PLACE") if country else _narrower("PLACE")

    def of_courses(self, match: Match) -> str:
        """Return the search that finds the courses counted."""
        address = self._courses if len(match.place) == 2 else self._of_region
        return address.replace("AREA", match.area).replace("PLACE", match.place)

    def of_place(self, code: str) -> str:
        """Return the address that compares a country's regions, or a region's own page."""
        return self._place.replace("PLACE", code)

    def of_figure(self, match: Match) -> str:
        """Return where the needed people stand with their source: on the page of the country."""
        if match.demand is None:
            return ""
        page = "" if self.whole else self.of_place(match.place)
        return f"{page}#{_anchor(match.demand.figure_id)}"


def _field(match: Match, label: str, links: Links, most: int) -> Field:
    return Field(
        courses=Cell(number_label(match.courses), links.of_courses(match)),
        shade=0 if match.place == links.whole else shade_of(min(match.courses, most), most),
        people=number_label(match.demand.people) if match.demand else "",
        people_url=links.of_figure(match),
        gap=match.is_gap,
        label=label,
    )


def _gap(match: Match, names: Mapping[str, str], links: Links) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    people = Cell("")
    if match.demand:
        people = Cell(f"{number_label(match.demand.people)} ({match.demand.year})", links.of_figure(match))
    share = match.people_per_course
    return (
        Cell(f"{names[match.place]}: {values.label('skill_area', match.area)}"),
        people,
        Cell(number_label(match.courses), links.of_courses(match)),
        Cell(ratio_label(share) if share is not None else _("nothing is taught")),
        places_cell(match.seats, match.place, match.area),
    )


def _query(area: str, facet: str, place: str) -> dict[str, str]:
    return {"skill_area": area} | ({facet: place} if place else {})


def _tiles(found: Comparison, area: str) -> Sequence[Tile]:
    counts = {code: found.matches[code, area].courses for code in found.places} if area else found.totals
    shown = set(found.places)
    gaps = {match.place for match in found.matches.values() if match.is_gap and area in ("", match.area)}
    return present_tiles(counts, lambda code: _narrower(code) if code in shown else "", gaps)


def _narrower(code: str) -> str:
    return url_for("indicators.supply_demand", country=code)


def _legend(most: int) -> heat.Legend:
    """Return each shade with the numbers it stands for."""
    written = [(shade, number_label(low), number_label(high)) for shade, low, high in legend_of(most)]
    return [(shade, low if low == high else f"{low}–{high}") for shade, low, high in written]


def _choices(heads: Sequence[tuple[str, str]], area: str) -> list[tuple[str, str, bool]]:
    """Return what the map can show: name, address, whether it is shown."""
    every = [("", _("All skill areas")), *heads]
    return [(label, url_for("indicators.supply_demand", skill_area=key or None), key == area) for key, label in every]


def _months(by_month: Mapping[date, int], months: Sequence[date]) -> list[str]:
    return [number_label(by_month[month]) if month in by_month else "–" for month in months]


def _sources(told: DemandFigures, names: Mapping[str, str]) -> list[Source]:
    figures = told.figures
    days = {one.upload_id: format_date(one.upload.uploaded_at, "medium", locale=cldr_locale()) for one in figures}
    places = {one.region: names.get(one.region) or _name(one.region) for one in figures}
    areas = {one.area: values.label("skill_area", one.area) for one in figures}
    return [
        Source(
            anchor=_anchor(one.id),
            place=places[one.region],
            area=areas[one.area],
            job_role=_role(one.job_role, told.occupations),
            people=number_label(one.number),
            year=one.year,
            source=one.source,
            uploaded=days[one.upload_id],
        )
        for one in figures
    ]


def _role(role: str, occupations: Mapping[str, str]) -> Cell:
    """Return a job role with its page, an occupation with its ESCO address, or the words as they were written."""
    if job_roles().get(role):
        return Cell(values.label("job_role", role), url_for("job_role.page", key=role))
    return Cell(occupations[role], role) if role in occupations else Cell(role or "–")


def _handed(one: DemandSources) -> tuple[Cell, str, str]:
    shown = "; ".join(one.sources[:3]) + (" …" if len(one.sources) > 3 else "")
    return Cell(_name(one.country), f"{_narrower(one.country)}#sources"), number_label(one.figures), shown


def _anchor(figure_id: int) -> str:
    return f"demand-{figure_id}"


def _name(code: str) -> str:
    place = territory(code)
    return territory_name(place, reader_language()) if place else code


def _drawings(
    country: str,
    area: str,
    tiles: tuple[Sequence[Tile], heat.Legend],
    matrix: tuple[Sequence[tuple[str, str]], Sequence[tuple[Cell, Sequence[Field]]], heat.Legend],
    trend: tuple[Mapping[str, Mapping[date, int]], Sequence[date]],
) -> dict[str, Callable[[], Drawing]]:
    """Return the pictures by key, drawn only when they are asked for."""
    where = f", {values.country(country)}" if country else ""
    which = f", {values.label('skill_area', area)}" if area else ""
    drawn: dict[str, Callable[[], Drawing]] = {
        "matrix": partial(_matrix, _("Courses and people needed") + where, *matrix),
        "trend": partial(_trend, _("Courses, month by month") + where + which, trend[0].get(area, {}), trend[1]),
    }
    if tiles[0]:
        framed = _("framed: something that is needed is not taught")
        drawn["map"] = partial(heat.tile_map, _("Courses by country") + which, *tiles, framed)
    return drawn


def _matrix(
    title: str,
    heads: Sequence[tuple[str, str]],
    rows: Sequence[tuple[Cell, Sequence[Field]]],
    legend: heat.Legend,
) -> Drawing:
    fields = [(label.text, [(_written(one), one.shade, one.gap) for one in some]) for label, some in rows]
    return heat.matrix(title, [name for _key, name in heads], fields, legend, _("framed: needed, but not taught"))


def _trend(title: str, by_month: Mapping[date, int], months: Sequence[date]) -> Drawing:
    totals = [by_month.get(month, 0) for month in months]
    labels = [month_label(month, "MMM") for month in months]
    return columns(title, labels, [(_("Courses"), totals)], number_label(max(totals, default=0)))


def _written(one: Field) -> str:
    return f"{one.courses.text} / {one.people}" if one.people else one.courses.text
