"""What time does to courses: nobody confirms them any more, and their runs end."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course, CourseInstance
from catalogue.models.columns import now
from catalogue.services.courses.index_changes import note_change

UNSEEN_AFTER = timedelta(days=60)
"""After so long without its source showing it, a listing should be looked at."""
ENDED_RUNS_LOOK_BACK = timedelta(days=14)
"""How far back ended runs are looked for, so that a worker that was not running for days misses none."""


def unseen_for_long(course: Course) -> bool:
    """Say whether no source has shown the course for so long that it may be outdated; samples never are."""
    return bool(course.id) and not course.provider.is_sample and course.checked_at < now() - UNSEEN_AFTER


def reindex_ended(session: Session, today: date) -> int:
    """Have the index read again the courses with a run that ended lately, and return how many there are. Commits."""
    last = func.coalesce(CourseInstance.end, CourseInstance.start)
    query = select(CourseInstance.course_id).join(Course, CourseInstance.course_id == Course.id).distinct()
    ended = session.scalars(
        query.where(Course.status == CourseStatus.PUBLISHED, last < today, last >= today - ENDED_RUNS_LOOK_BACK)
    ).all()
    note_change(session, ended)
    session.commit()
    return len(ended)
