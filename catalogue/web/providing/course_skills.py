"""The skill areas, skills and job roles of a course with their evidence, to confirm, correct and reject."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.learning.skills.decisions import Decision, UnknownSkill, carry_out
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
    course, facet = own_course(slug), request.form.get("facet", "skill")
    try:
        carry_out(db.session(), actor(), course, _decision(facet))
    except UnknownSkill:
        flash(_("Choose a skill from the list first."), "error")
    else:
        flash(_("Saved. Later imports leave it as you decided."), "success")
    return redirect_back(url_for(".page", slug=course.slug), f"#{facet}")


def _decision(facet: str) -> Decision:
    """Record ``decision``, a verb and what it is about as in ``reject:bms``; added ones are chosen from a list."""
    verb, _colon, key = request.form.get("decision", "").partition(":")
    chosen = [*request.form.getlist("skill_area"), request.form.get("another", "")]
    named = key or request.form.get("job_role" if facet == "job_role" else "skill", "")
    return Decision(facet=facet, verb=verb, key=named, keys=[area for area in chosen if area])
