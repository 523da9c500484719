"""The skill areas, skills and job roles of a course with their evidence, to confirm, correct and reject."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.services.learning.skills.deciding import UnknownSkill, decide, decide_areas, decide_role, release_areas
from catalogue.web.guards.same_origin_forms import redirect_back
from catalogue.web.moderating.course_skills_page import place_label, present_skills
from catalogue.web.providing.own_course import own_course

blueprint = Blueprint("course_skills", __name__)
blueprint.add_app_template_global(place_label)


@blueprint.get("/courses/<slug>/skills")
@requires(Act.SUBMIT_LISTINGS)
def page(slug: str) -> ResponseReturnValue:
    """Show all skills that were recognised or stated, the surest first."""
    course = own_course(slug)
    return render_template("providing/skills.html", course=course, view=present_skills(course))


@blueprint.post("/courses/<slug>/skills")
@requires(Act.SUBMIT_LISTINGS)
def change(slug: str) -> ResponseReturnValue:
    """Record a decision on one skill or job role, or on all skill areas, then return to the form."""
    course = own_course(slug)
    try:
        _decide(course, request.form.get("facet", "skill"))
        db.session.commit()
    except UnknownSkill:
        db.session.rollback()
        flash(_("Choose a skill from the list first."), "error")
    else:
        flash(_("Saved. Later imports leave it as you decided."), "success")
    return redirect_back(url_for(".page", slug=course.slug), "#" + request.form.get("facet", "skill"))


def _decide(course: Course, facet: str) -> None:
    """Record ``decision``, a verb and what it is about as in ``reject:bms``; added ones are chosen from a list."""
    session, (verb, _colon, key) = db.session(), request.form.get("decision", "").partition(":")
    if facet == "skill_area" and verb == "release":
        release_areas(session, actor(), course)
    elif facet == "skill_area":
        chosen = [*request.form.getlist("skill_area"), request.form.get("another", "")]
        decide_areas(session, actor(), course, [area for area in chosen if area])
    elif facet == "job_role":
        decide_role(session, actor(), course, key or request.form.get("job_role", ""), verb)
    else:
        decide(session, actor(), course, key or request.form.get("skill", ""), verb)
