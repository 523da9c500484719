"""A course's own page."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import actor, everyone
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.search.port import IndexDamaged
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.curating.collections.reading import curated_by
from catalogue.services.search.searching import similar_courses
from catalogue.web.learning.collection_notes import present_local
from catalogue.web.learning.course_page import present_course
from catalogue.web.search.similar_courses import SimilarView, present_similar
from catalogue.web.site.interest import count_opened
from catalogue.web.site.languages_read import languages_read
from catalogue.web.site.requests import engine

blueprint = Blueprint("course", __name__)


@blueprint.get("/courses/<slug>")
@everyone
def page(slug: str) -> ResponseReturnValue:
    """Show a course; redirect from a former address, and say with status 410 that a course was withdrawn."""
    course = course_by_slug(db.session(), slug)
    if course is None or course.status == CourseStatus.DRAFT:
        abort(404)
    if course.slug != slug:
        return redirect(url_for("course.page", slug=course.slug), 301)
    if course.status == CourseStatus.WITHDRAWN:
        return render_template("learning/withdrawn.html", course=course), 410
    count_opened(course)
    local = present_local(db.session(), course, request.args.get("collection", ""))
    curated = curated_by(db.session(), actor()) if may(actor(), Act.CURATE) else ()
    like = _like(course)
    return render_template("learning/course.html", view=present_course(course), local=local, curated=curated, like=like)


def _like(course: Course) -> list[SimilarView]:
    """Return similar courses; none while the index cannot be read, since the course itself can be."""
    with suppress(IndexDamaged):
        return present_similar(course, similar_courses(db.session(), engine(), course.id, reads=languages_read()))
    return []
