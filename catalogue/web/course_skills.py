"""The skills of a course with their evidence, to confirm, reject and add."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.services.courses import course_by_slug
from catalogue.services.skills.deciding import UnknownSkill, decide
from catalogue.web.presenters.course_skills import present_skills

blueprint = Blueprint("course_skills", __name__)


@blueprint.get("/courses/<slug>/skills")
@requires(Act.SUBMIT_LISTINGS)
def page(slug: str) -> ResponseReturnValue:
    """All that was seen or said, the surest first."""
    course = _theirs(slug)
    return render_template("provide/skills.html", course=course, view=present_skills(course))


@blueprint.post("/courses/<slug>/skills")
@requires(Act.SUBMIT_LISTINGS)
def change(slug: str) -> ResponseReturnValue:
    """One decision on one skill; ``decision`` is its verb and key, as in ``reject:bms``."""
    course = _theirs(slug)
    verb, _colon, key = request.form.get("decision", "").partition(":")
    try:
        decide(db.session(), actor(), course, key or request.form.get("skill", ""), verb)
        db.session.commit()
    except UnknownSkill:
        db.session.rollback()
        flash(_("Choose a skill from the list first."), "error")
    else:
        flash(_("Kept. Later imports leave it as you said."), "success")
    return redirect(url_for(".page", slug=course.slug), 303)


def _theirs(slug: str) -> Course:
    course = course_by_slug(db.session(), slug)
    if course is None:
        abort(404)
    if not may(actor(), Act.SUBMIT_LISTINGS, provider=course.provider.key):
        abort(403)
    return course
