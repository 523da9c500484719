"""Supply against demand: the page and what can be taken away from it."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import everyone
from catalogue.domain.territories import canonical_code, countries
from catalogue.extensions import db
from catalogue.services.demand.current import figures_in_force, handed_in
from catalogue.services.demand.matching import compare
from catalogue.services.demand.roles import occupation_names
from catalogue.services.indicators.reading import area_history
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.charts import png, svg
from catalogue.web.charts.svg import inline
from catalogue.web.indicators.pages import blueprint
from catalogue.web.locale import reader_language
from catalogue.web.presenters.supply_demand import SupplyDemandView, Told, present_supply_demand


@blueprint.get("/indicators/supply-demand")
@everyone
def supply_demand() -> ResponseReturnValue:
    """Region × skill area: what is taught, who is needed, and where nothing meets."""
    return render_template("indicators/supply_demand.html", view=_asked(), inline=inline)


@blueprint.get("/indicators/supply-demand/<any(map, matrix, trend):key>.<any(svg, png):form>")
@everyone
def supply_demand_chart(key: str, form: str) -> ResponseReturnValue:
    """One of its pictures for a report, of the same country and area as the page's address names."""
    draw = _asked().drawings.get(key)
    if draw is None:
        abort(404)
    drawing = draw()
    source = _("Automotive Skills Catalogue")
    if form == "svg":
        return Response(svg.document(drawing, source), mimetype="image/svg+xml")
    return Response(png.picture(drawing, source), mimetype="image/png")


def _asked() -> SupplyDemandView:
    country = canonical_code(request.args.get("country", ""))
    area = request.args.get("skill_area", "")
    if (country and country not in countries()) or (area and area not in {one.key for one in skill_areas().roots()}):
        abort(404)
    session = db.session()
    found, past = compare(session, country), area_history(session, country)
    return present_supply_demand(found, past, _told(country), country, area)


def _told(country: str) -> Told:
    session = db.session()
    if not country:
        return Told(countries=handed_in(session))
    figures = figures_in_force(session, country)
    roles = {one.job_role for one in figures}
    return Told(figures=figures, occupations=occupation_names(session, roles, reader_language()))
