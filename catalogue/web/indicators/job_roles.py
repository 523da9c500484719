"""The demand of the reference job roles against supply: which of their skills are taught where."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import everyone
from catalogue.domain.territories import canonical_code, countries
from catalogue.extensions import db
from catalogue.services.indicators.role_supply import role_supply
from catalogue.taxonomy.job_roles import job_roles
from catalogue.web.charts import png, svg
from catalogue.web.indicators.pages import blueprint
from catalogue.web.presenters.role_supply import drawing_of, present_role_skills, present_role_supply


@blueprint.get("/indicators/job-roles")
@everyone
def roles() -> ResponseReturnValue:
    """Role × place: how many of the role's skills are taught."""
    country = _country()
    view = present_role_supply(role_supply(db.session(), country), country)
    return render_template("indicators/job_roles.html", view=view)


@blueprint.get("/indicators/job-roles/<any(coverage):key>.<any(svg, png):form>")
@everyone
def roles_chart(key: str, form: str) -> ResponseReturnValue:
    """The same as a picture for a report."""
    country = _country()
    drawing = drawing_of(present_role_supply(role_supply(db.session(), country), country))
    source = _("Automotive Skills Catalogue")
    if form == "svg":
        return Response(svg.document(drawing, source), mimetype="image/svg+xml")
    return Response(png.picture(drawing, source), mimetype="image/png")


@blueprint.get("/indicators/job-roles/<key>")
@everyone
def role(key: str) -> ResponseReturnValue:
    """Skill × place: the courses for each skill of a role."""
    found, country = job_roles().get(key) or abort(404), _country()
    view = present_role_skills(found, role_supply(db.session(), country), country)
    return render_template("indicators/job_role.html", view=view)


def _country() -> str:
    country = canonical_code(request.args.get("country", ""))
    if country and country not in countries():
        abort(404)
    return country
