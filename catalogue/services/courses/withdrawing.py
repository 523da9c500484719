"""Taking courses out of the catalogue and putting them back, in the caller's transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.models import Course
from catalogue.models.columns import now
from catalogue.services.accounts.audit_trail import record
from catalogue.services.courses.index_changes import note_change


def withdraw_unindexed(session: Session, course: Course, actor: Actor) -> None:
    """Take a course out of the catalogue in the caller's transaction; the caller updates the index after it."""
    _note_move(session, course, CourseStatus.WITHDRAWN, "withdrew", actor)


def restore_unindexed(session: Session, course: Course, actor: Actor) -> None:
    """Put a withdrawn course back in the caller's transaction; the caller updates the index after it."""
    _note_move(session, course, CourseStatus.PUBLISHED, "restored", actor)


def _note_move(session: Session, course: Course, status: CourseStatus, action: str, actor: Actor) -> None:
    if course.status == status:
        return
    record(session, actor, action, f"course:{course.id}", course.title, before={"status": course.status})
    course.status = status
    course.updated_at = now()
    note_change(session, [course.id])
