"""Skill areas: what each is, and what can be learned in it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.search.searching import count_catalogue, search_courses
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.learning.skill_area_page import present_area, present_areas
from catalogue.web.search.results import narrowed_to
from catalogue.web.site.requests import asked_search, engine

blueprint = Blueprint("skill_area", __name__)


@blueprint.get("/skill-areas")
@everyone
def index() -> ResponseReturnValue:
    """Show all skill areas with their parts and counts."""
    return render_template("learning/skill_areas.html", areas=present_areas(count_catalogue(engine())))


@blueprint.get("/skill-areas/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """Show one area: definition, parts, courses."""
    area = skill_areas().get(key)
    if area is None:
        abort(404)
    asked = narrowed_to(asked_search(), "skill_area", key)
    result = search_courses(db.session(), engine(), asked)
    return render_template("learning/skill_area.html", view=present_area(area, asked, result))
