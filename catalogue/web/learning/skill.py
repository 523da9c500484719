"""Skills: what each is called, which courses teach it, which job roles ask for it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.learning.skills.supply import courses_by_value, courses_teaching
from catalogue.taxonomy.skills import skills
from catalogue.web.learning.skill_page import present_skill, present_skills
from catalogue.web.site.locale import reader_language
from catalogue.web.site.requests import engine

blueprint = Blueprint("skill", __name__)


@blueprint.get("/skills")
@everyone
def index() -> ResponseReturnValue:
    """Show all skills by skill area, with the number of courses for each."""
    return render_template("learning/skills.html", view=present_skills(courses_by_value(engine(), "skill")))


@blueprint.get("/skills/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """Show one skill: its names, courses and job roles."""
    skill = skills().get(key)
    if skill is None:
        abort(404)
    result = courses_teaching(db.session(), engine(), key, reader_language())
    return render_template("learning/skill.html", view=present_skill(skill, result))
