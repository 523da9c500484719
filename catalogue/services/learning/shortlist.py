"""The shortlist of a person with an account; a visitor's is stored by the browser alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course, ShortlistItem

MAX_SHORTLISTED_COURSES = 50
LISTED_STATUSES = (CourseStatus.PUBLISHED, CourseStatus.WITHDRAWN)
"""Statuses of courses that a shortlist shows: one that is no longer offered is marked so."""


class ShortlistFull(Exception):
    """The shortlist has no room for these courses; nobody compares more than ``MAX_SHORTLISTED_COURSES``."""


def shortlist_of(session: Session, user_id: int) -> list[int]:
    """Return the ids of a person's courses, in the order in which they were added."""
    own = select(ShortlistItem.course_id).where(ShortlistItem.user_id == user_id)
    return list(session.scalars(own.order_by(ShortlistItem.added_at, ShortlistItem.course_id)))


def add_courses(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    """Add courses; those that are there already, or not published, are skipped. Commits. Raise ``ShortlistFull``."""
    listed = set(shortlist_of(session, user_id))
    new = [course_id for course_id in published(session, course_ids) if course_id not in listed]
    if len(listed) + len(new) > MAX_SHORTLISTED_COURSES:
        raise ShortlistFull
    _add(session, user_id, new)


def remove_courses(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    """Remove courses. Commits."""
    own = ShortlistItem.user_id == user_id
    session.execute(delete(ShortlistItem).where(own, ShortlistItem.course_id.in_(course_ids)))
    session.commit()


def add_from_browser(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    """Add what the browser had stored, as much as there is room for, including courses withdrawn meanwhile. Commits."""
    listed = shortlist_of(session, user_id)
    new = [course_id for course_id in _of_status(session, course_ids, *LISTED_STATUSES) if course_id not in listed]
    _add(session, user_id, new[: max(0, MAX_SHORTLISTED_COURSES - len(listed))])


def published(session: Session, course_ids: Sequence[int]) -> list[int]:
    """Return those of the ids whose courses are published, in this order."""
    return _of_status(session, course_ids, CourseStatus.PUBLISHED)


def _add(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    for course_id in course_ids:
        session.add(ShortlistItem(user_id=user_id, course_id=course_id))
        session.flush()  # one after another, so that their times of adding are in this order
    session.commit()


def _of_status(session: Session, course_ids: Sequence[int], *statuses: str) -> list[int]:
    found = set(session.scalars(select(Course.id).where(Course.id.in_(course_ids), Course.status.in_(statuses))))
    return [course_id for course_id in dict.fromkeys(course_ids) if course_id in found]
