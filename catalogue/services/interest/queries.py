"""Queries for how much interest there was; days are UTC and both ends of a span belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.search.usage_events import Counts
from catalogue.models import Course, CourseInterest, CourseSkillArea, Provider


def interest_per_course(session: Session, provider: str, since: date, until: date) -> Mapping[int, Counts]:
    """Return counts by course id, of all courses that ``provider`` (its key) ever published, noughts included."""
    return _counted(
        session, Course.provider.has(Provider.key == provider), Course.status != CourseStatus.DRAFT, since, until
    )


def interest_per_day(session: Session, provider: str, since: date, until: date) -> Mapping[date, Counts]:
    """Return counts by day, of all courses of ``provider`` together; a day without interest is left out."""
    query = (
        select(CourseInterest.day, *_sums())
        .join(Course, Course.id == CourseInterest.course_id)
        .where(Course.provider.has(Provider.key == provider), CourseInterest.day.between(since, until))
        .group_by(CourseInterest.day)
        .order_by(CourseInterest.day)
    )
    return {day: Counts(*counts) for day, *counts in session.execute(query)}


def course_interest_per_day(session: Session, course: int, since: date, until: date) -> Mapping[date, Counts]:
    """Return counts by day, of one course (its id); a day without interest is left out."""
    query = select(CourseInterest.day, *_sums()).where(
        CourseInterest.course_id == course, CourseInterest.day.between(since, until)
    )
    return {day: Counts(*counts) for day, *counts in session.execute(query.group_by(CourseInterest.day))}


def median_interest_of_area(session: Session, area: str, since: date, until: date) -> tuple[float, float, float]:
    """Return how often the median course of a skill area (its key) was found, opened and followed; or noughts."""
    taught = select(CourseSkillArea.course_id).where(CourseSkillArea.area_key == area)
    counted = _counted(session, Course.id.in_(taught), Course.status == CourseStatus.PUBLISHED, since, until).values()
    if not counted:
        return 0.0, 0.0, 0.0
    found, opened, followed = (
        float(median(getattr(counts, step) for counts in counted)) for step in ("found", "opened", "followed")
    )
    return found, opened, followed


def _counted(
    session: Session, chosen: ColumnElement[bool], state: ColumnElement[bool], since: date, until: date
) -> dict[int, Counts]:
    shown = and_(CourseInterest.course_id == Course.id, CourseInterest.day.between(since, until))
    query = select(Course.id, *_sums()).outerjoin(CourseInterest, shown).where(chosen, state).group_by(Course.id)
    return {course: Counts(*counts) for course, *counts in session.execute(query)}


def _sums() -> tuple[ColumnElement[int], ...]:
    columns = (CourseInterest.found, CourseInterest.opened, CourseInterest.followed)
    return tuple(func.coalesce(func.sum(column), 0) for column in columns)
