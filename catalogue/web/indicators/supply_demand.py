"""Supply against demand: the page and what can be taken away from it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.domain.places.territories import canonical_code, countries
from catalogue.extensions import db
from catalogue.services.curating.demand.in_force import demand_sources, figures_in_force, occupations_named
from catalogue.services.curating.demand.role_finder import occupation_names
from catalogue.services.curating.demand.supply_comparison import compare_places
from catalogue.services.indicators.figures import area_history
from catalogue.services.indicators.figures_state import figures_state
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.charts.drawing import Drawing
from catalogue.web.charts.svg import inline
from catalogue.web.indicators.pages import blueprint
from catalogue.web.indicators.pictures import picture
from catalogue.web.indicators.supply_demand_page import DemandFigures, SupplyDemandView, present_supply_demand
from catalogue.web.site import values
from catalogue.web.site.locale import reader_language
from catalogue.web.site.requests import cached_part


@blueprint.get("/indicators/supply-demand")
@everyone
def supply_demand() -> ResponseReturnValue:
    """Show regions × skill areas: what is taught, how many people are needed, and where the two do not meet."""
    asked = _asked()
    figures = cached_part(
        "indicators/supply_demand_figures.html",
        asked.which,
        asked.state,
        lambda: {"view": _view(asked), "inline": inline},
    )
    name = values.country(asked.country)
    return render_template("indicators/supply_demand.html", country_name=name, figures=figures)


@blueprint.get("/indicators/supply-demand/<any(map, matrix, trend):key>.<any(svg, png):form>")
@everyone
def supply_demand_chart(key: str, form: str) -> ResponseReturnValue:
    """Return one picture of the page for reports, for the country and area that the address names."""
    asked = _asked()
    return picture(("supply-demand", key, asked.which), form, lambda: _drawing(_view(asked), key))


def _drawing(view: SupplyDemandView, key: str) -> Drawing | None:
    draw = view.drawings.get(key)
    return draw() if draw else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, what ESCO calls the occupations named there, and the state of the figures."""

    country: str
    area: str
    occupations: tuple[tuple[str, str], ...]
    figures: Hashable

    @property
    def which(self) -> Hashable:
        return self.country, self.area

    @property
    def state(self) -> Hashable:
        return self.figures, self.occupations


def _asked() -> Asked:
    country = canonical_code(request.args.get("country", ""))
    area = request.args.get("skill_area", "")
    if (country and country not in countries()) or (area and area not in {one.key for one in skill_areas().roots()}):
        abort(404)
    session = db.session()
    uris = occupations_named(session, country) if country else ()
    names = occupation_names(session, uris, reader_language())
    return Asked(country, area, tuple(sorted(names.items())), figures_state(session))


def _view(asked: Asked) -> SupplyDemandView:
    session = db.session()
    country = asked.country
    demand = DemandFigures(countries=demand_sources(session))
    if country:
        demand = DemandFigures(figures=figures_in_force(session, country), occupations=dict(asked.occupations))
    return present_supply_demand(
        compare_places(session, country), area_history(session, country), demand, country, asked.area
    )
