"""The provider or course of an address, for those who look after it."""

from __future__ import annotations

from flask import abort

from catalogue.access import actor
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Course, Provider
from catalogue.services.courses.loading import course_by_slug, provider_by_key


def own_course(slug: str) -> Course:
    """Return the course; raise ``NotFound`` if there is none, ``Forbidden`` if it is somebody else's."""
    course = course_by_slug(db.session(), slug)
    if course is None or course.status == CourseStatus.DRAFT:
        abort(404)
    if not may(actor(), Act.SUBMIT_LISTINGS, provider=course.provider.key):
        abort(403)
    return course


def known_provider(key: str) -> Provider:
    """Return the provider; 404 if there is none."""
    return provider_by_key(db.session(), key) or abort(404)
