"""How a provider's listings do: how complete they are, whether their pages exist, and how much interest they find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.course.completeness import Completeness, completeness
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.search.usage_events import Counts
from catalogue.models import Course, Provider
from catalogue.services.courses.freshness import unseen_for_long
from catalogue.services.interest import (
    course_interest_per_day,
    interest_per_course,
    interest_per_day,
    median_interest_of_area,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One listing with its completeness. ``area`` is its first skill area, ``usual`` the median interest in that area's
    courses in the same span."""

    course: Course
    told: Completeness
    stale: bool
    broken: bool
    interest: Counts
    area: str
    usual: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The interest in all listings together in the seven days from ``first`` on."""

    first: date
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingWeek:
    """The interest in one listing in the seven days from ``first`` on, and the median of its area's courses."""

    first: date
    counts: Counts
    usual: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport:
    """A provider's listings, the least complete first; ``weeks`` in order, those without interest included."""

    since: date
    until: date
    standings: Sequence[Standing]
    weeks: Sequence[Week]

    @property
    def points(self) -> int:
        """The mean completeness in points, 0 without a listing."""
        return round(sum(one.told.points for one in self.standings) / max(1, len(self.standings)))


def report_on(session: Session, provider: Provider, days: int) -> QualityReport:
    """Return how all published listings did over the last ``days`` days, today included."""
    moment = datetime.now(UTC)
    until = moment.date()
    since = until - timedelta(days=days - 1)
    interest = interest_per_course(session, provider.key, since, until)
    courses = _published(session, provider)
    first = {course.id: course.skill_areas[0].area_key if course.skill_areas else "" for course in courses}
    usual = {area: median_interest_of_area(session, area, since, until) for area in {*first.values()} - {""}}
    standings = [
        Standing(
            course=course,
            told=completeness(course, until),
            stale=unseen_for_long(course),
            broken=course.link_failures > 0,
            interest=interest.get(course.id, Counts()),
            area=first[course.id],
            usual=usual.get(first[course.id], (0.0, 0.0, 0.0)),
        )
        for course in courses
    ]
    standings.sort(key=lambda one: (not one.broken, one.told.points, one.course.title))
    return QualityReport(since=since, until=until, standings=standings, weeks=_weeks(session, provider, since, until))


def weeks_of(session: Session, course: Course, days: int) -> list[ListingWeek]:
    """Return the interest in one listing over the last ``days`` days beside its first skill area, week by week."""
    until = datetime.now(UTC).date()
    since = until - timedelta(days=days - 1)
    area = course.skill_areas[0].area_key if course.skill_areas else ""
    weeks = _by_week(course_interest_per_day(session, course.id, since, until), since, until)
    return [
        ListingWeek(
            first=week.first,
            counts=week.counts,
            usual=median_interest_of_area(session, area, week.first, week.first + timedelta(days=6)),
        )
        for week in weeks
    ]


def _published(session: Session, provider: Provider) -> Sequence[Course]:
    loaded = (selectinload(Course.instances), selectinload(Course.skill_areas))
    own = select(Course).where(Course.provider_id == provider.id, Course.status == CourseStatus.PUBLISHED)
    return session.scalars(own.options(*loaded)).all()


def _weeks(session: Session, provider: Provider, since: date, until: date) -> list[Week]:
    return _by_week(interest_per_day(session, provider.key, since, until), since, until)


def _by_week(days: Mapping[date, Counts], since: date, until: date) -> list[Week]:
    weeks = []
    for first in (since + timedelta(days=at) for at in range(0, (until - since).days + 1, 7)):
        counted = (counts for day, counts in days.items() if first <= day < first + timedelta(days=7))
        weeks.append(Week(first=first, counts=sum(counted, Counts())))
    return weeks
