"""Every published course, for whoever writes them out."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course
from catalogue.services.courses.loading import LOAD_WHOLE_COURSE

COURSES_PER_BATCH = 500


def published_courses(session: Session) -> Iterator[Course]:
    """Yield every published course with all it consists of; a batch leaves memory before the next is read."""
    last = 0
    published = (
        select(Course)
        .where(Course.status == CourseStatus.PUBLISHED)
        .order_by(Course.id)
        .limit(COURSES_PER_BATCH)
        .options(*LOAD_WHOLE_COURSE)
    )
    while batch := session.scalars(published.where(Course.id > last)).all():
        last = batch[-1].id
        yield from batch
        session.expunge_all()
