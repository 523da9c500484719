"""The shortlist of a person with an account; a visitor's is kept by the browser alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course, ShortlistItem

MOST = 50
LISTED = (CourseStatus.PUBLISHED, CourseStatus.WITHDRAWN)
"""What a list shows: a course that is no longer offered says so."""


class Full(Exception):
    """Nobody compares more than ``MOST`` courses."""


def kept_by(session: Session, user_id: int) -> list[int]:
    """The ids of a person's courses, in the order in which they came."""
    own = select(ShortlistItem.course_id).where(ShortlistItem.user_id == user_id)
    return list(session.scalars(own.order_by(ShortlistItem.added_at, ShortlistItem.course_id)))


def keep(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    """Add courses; those that are there already, or not published, are passed over. Commits. Raises ``Full``."""
    kept = set(kept_by(session, user_id))
    new = [course_id for course_id in published(session, course_ids) if course_id not in kept]
    if len(kept) + len(new) > MOST:
        raise Full
    _add(session, user_id, new)


def drop(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    """Take courses off. Commits."""
    own = ShortlistItem.user_id == user_id
    session.execute(delete(ShortlistItem).where(own, ShortlistItem.course_id.in_(course_ids)))
    session.commit()


def move_in(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    """Add what the browser had kept, as much as there is room for; what was withdrawn meanwhile too. Commits."""
    kept = kept_by(session, user_id)
    new = [course_id for course_id in _of_status(session, course_ids, *LISTED) if course_id not in kept]
    _add(session, user_id, new[: max(0, MOST - len(kept))])


def published(session: Session, course_ids: Sequence[int]) -> list[int]:
    """Those that are published, in this order."""
    return _of_status(session, course_ids, CourseStatus.PUBLISHED)


def _add(session: Session, user_id: int, course_ids: Sequence[int]) -> None:
    for course_id in course_ids:
        session.add(ShortlistItem(user_id=user_id, course_id=course_id))
        session.flush()  # one after another, so that the order is kept
    session.commit()


def _of_status(session: Session, course_ids: Sequence[int], *statuses: str) -> list[int]:
    found = set(session.scalars(select(Course.id).where(Course.id.in_(course_ids), Course.status.in_(statuses))))
    return [course_id for course_id in dict.fromkeys(course_ids) if course_id in found]
