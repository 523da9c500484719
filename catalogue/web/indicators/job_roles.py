"""The demand of the reference job roles against supply: which of their skills are taught where."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.domain.places.territories import canonical_code, countries
from catalogue.extensions import db
from catalogue.services.indicators.figures_state import figures_state
from catalogue.services.indicators.role_supply import role_supply
from catalogue.taxonomy.job_roles import JobRole, job_roles
from catalogue.web.indicators.job_roles_page import CoverageView, drawing_of, present_role_skills, present_role_supply
from catalogue.web.indicators.pages import blueprint
from catalogue.web.indicators.pictures import picture
from catalogue.web.site import values
from catalogue.web.site.requests import cached_part


@blueprint.get("/indicators/job-roles")
@everyone
def roles() -> ResponseReturnValue:
    """Show job roles × places: how many of a role's skills are taught."""
    country = _country()
    state = figures_state(db.session())
    figures = cached_part("indicators/job_roles_figures.html", country, state, lambda: {"view": _roles(country)})
    return render_template("indicators/job_roles.html", country_name=values.country(country), figures=figures)


@blueprint.get("/indicators/job-roles/<any(coverage):key>.<any(svg, png):form>")
@everyone
def roles_chart(key: str, form: str) -> ResponseReturnValue:
    """Return the matrix of job roles and places as a picture for reports."""
    country = _country()
    return picture(("job-roles", key, country), form, lambda: drawing_of(_roles(country)))


@blueprint.get("/indicators/job-roles/<key>")
@everyone
def role(key: str) -> ResponseReturnValue:
    """Show skills × places: the courses for each skill of a job role."""
    found = job_roles().get(key) or abort(404)
    country = _country()
    which = (key, country)
    state = figures_state(db.session())
    figures = cached_part("indicators/job_role_figures.html", which, state, lambda: {"view": _skills(found, country)})
    return render_template("indicators/job_role.html", title=values.label("job_role", key), figures=figures)


def _roles(country: str) -> CoverageView:
    return present_role_supply(role_supply(db.session(), country), country)


def _skills(found: JobRole, country: str) -> CoverageView:
    return present_role_skills(found, role_supply(db.session(), country), country)


def _country() -> str:
    country = canonical_code(request.args.get("country", ""))
    if country and country not in countries():
        abort(404)
    return country
