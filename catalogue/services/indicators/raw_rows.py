"""The rows behind the indicators: one a course, with what each number counts, so that anybody can recompute them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from catalogue.domain.course.records import NOT_HELD, CourseStatus
from catalogue.models import Course, CourseInstance, CourseInterest
from catalogue.services.courses.course_skills import skills_taught
from catalogue.services.courses.documents import facet_values
from catalogue.services.indicators.measuring import (
    IS_PUBLISHED,
    area_and_parts,
    completeness_rules,
    counting_rules,
    courses_in_areas,
    month_of,
    places_around,
)
from catalogue.taxonomy.skill_areas import skill_areas

COLUMNS = (
    *("id", "title", "provider", "status", "skill_areas", "skills", "countries", "languages", "regions", "seats"),
    *("seats_at", "opened", "created", "updated", "checked", "broken_link", "merged", "states"),
)
COURSES_PER_BATCH = 500


@dataclass(frozen=True, slots=True)
class RowFilter:
    """The courses that an ``indicator`` counts (empty: all), stating a ``field``, in a skill ``area``, at a ``place``.

    ``place`` is a country or NUTS region in which a run is held; then only seats there are listed.
    """

    indicator: str = ""
    field: str = ""
    area: str = ""
    place: str = ""

    def rule(self, moment: datetime) -> ColumnElement[bool]:
        """Return the condition on courses; an indicator that has no rule of its own counts what is published."""
        rules = counting_rules(moment)
        chosen = rules.get(self.indicator, IS_PUBLISHED) if self.indicator else true()
        if self.indicator == "opened":
            chosen = true()
        states = completeness_rules().get(self.field, true())
        of_area = Course.id.in_(courses_in_areas(area_and_parts(self.area))) if skill_areas().get(self.area) else true()
        return and_(chosen, states, of_area, self._held())

    def _held(self) -> ColumnElement[bool]:
        if not self.place:
            return true()
        inside = (
            CourseInstance.country if len(self.place) == 2 else func.substr(CourseInstance.region, 1, len(self.place))
        )
        return exists().where(CourseInstance.course_id == Course.id, inside == self.place)

    def lists_seats_of(self, run: CourseInstance) -> bool:
        """Say whether the seats of a run are among those asked for."""
        return not self.place or self.place in places_around(run.country, run.region)


def course_rows(session: Session, which: RowFilter) -> Iterator[tuple[object, ...]]:
    """Yield a tuple of ``COLUMNS`` for every course that is or was published; lists are tuples, instants UTC."""
    last = 0
    moment = datetime.now(UTC)
    names = tuple(completeness_rules())
    rule = which.rule(moment)
    while batch := session.execute(_after(last, rule)).unique().all():
        opened = _opened(session, [row[0].id for row in batch], moment)
        for course, *states in batch:
            stated_fields = [name for name, is_stated in zip(names, states, strict=True) if is_stated]
            yield _row(course, stated_fields, opened.get(course.id, 0), moment, which)
        last = batch[-1][0].id
        session.expunge_all()


def _after(last: int, rule: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    loaded = (
        joinedload(Course.provider),
        selectinload(Course.instances),
        selectinload(Course.skill_areas),
        selectinload(Course.skills),
    )
    columns = [rule.label(f"states_{name}") for name, rule in completeness_rules().items()]
    shown = select(Course, *columns).where(Course.status != CourseStatus.DRAFT, Course.id > last, rule)
    return shown.order_by(Course.id).limit(COURSES_PER_BATCH).options(*loaded)


def _opened(session: Session, ids: Sequence[int], moment: datetime) -> Mapping[int, int]:
    """Return by course id how often each was opened this month."""
    query = (
        select(CourseInterest.course_id, func.sum(CourseInterest.opened))
        .where(CourseInterest.course_id.in_(ids))
        .where(CourseInterest.day.between(month_of(moment.date()), moment.date()))
        .group_by(CourseInterest.course_id)
    )
    return {course: int(opened) for course, opened in session.execute(query)}


def _row(course: Course, states: Sequence[str], opened: int, moment: datetime, which: RowFilter) -> tuple[object, ...]:
    today = moment.date()
    facets = facet_values(course, [area.area_key for area in course.skill_areas], today)
    upcoming = (run for run in course.instances if run.start and run.start >= today and run.status not in NOT_HELD)
    with_seats = [run for run in upcoming if run.capacity and which.lists_seats_of(run)]
    return (
        course.id,
        course.title,
        course.provider.key,
        course.status,
        tuple(facets["skill_area"]),
        tuple(skills_taught(course)),
        *(tuple(facets[facet]) for facet in ("country", "language", "region")),
        sum(run.capacity or 0 for run in with_seats),
        tuple(f"{run.region or run.country or ''}:{run.capacity}" for run in with_seats),
        opened,
        course.created_at,
        course.updated_at,
        course.checked_at,
        bool(course.link_failures),
        course.replaced_by_id is not None,
        tuple(states),
    )
