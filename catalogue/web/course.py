"""A course's own page."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.courses import course_by_slug
from catalogue.web.presenters.course import present_course

blueprint = Blueprint("course", __name__)


@blueprint.get("/courses/<slug>")
@everyone
def page(slug: str) -> ResponseReturnValue:
    """The course; a former address redirects, a withdrawn course says so with status 410."""
    course = course_by_slug(db.session(), slug)
    if course is None or course.status == "draft":
        abort(404)
    if course.slug != slug:
        return redirect(url_for("course.page", slug=course.slug), 301)
    if course.status == "withdrawn":
        return render_template("pages/withdrawn.html", course=course), 410
    return render_template("pages/course.html", view=present_course(course))
