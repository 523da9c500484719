"""The submission or course of an address, if whoever asks may write for its provider."""

from __future__ import annotations

from flask import abort

from catalogue.access import actor
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Course, Submission
from catalogue.services.courses.reading import course_by_slug
from catalogue.services.providing.submissions import drafting


def own_submission(ref: str) -> Submission:
    """The submission; 404 if there is none or it is somebody else's."""
    return drafting.submission_for(db.session(), ref, actor()) or abort(404)


def own_course(slug: str) -> Course:
    """The course; 404 if there is none, 403 if it is somebody else's."""
    course = course_by_slug(db.session(), slug)
    if course is None or course.status == CourseStatus.DRAFT:
        abort(404)
    if not may(actor(), Act.SUBMIT_LISTINGS, provider=course.provider.key):
        abort(403)
    return course
