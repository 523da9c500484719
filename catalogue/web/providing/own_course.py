"""The course of an address, for those who look after it."""

from __future__ import annotations

from flask import abort

from catalogue.access import actor
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.services.courses.reading import course_by_slug


def own_course(slug: str) -> Course:
    """Return the course; raise ``NotFound`` if there is none, ``Forbidden`` if it is somebody else's."""
    course = course_by_slug(db.session(), slug)
    if course is None:
        abort(404)
    if not may(actor(), Act.SUBMIT_LISTINGS, provider=course.provider.key):
        abort(403)
    return course
