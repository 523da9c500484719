"""The rows behind the indicators: one a course, with what each number counts, so that anybody can recompute them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalogue.models import Course
from catalogue.services.documents import facet_values
from catalogue.services.indicators.measuring import stated

COLUMNS = (
    *("id", "title", "provider", "status", "skill_areas", "countries", "languages", "regions", "seats"),
    *("created", "updated", "checked", "broken_link", "merged", "states"),
)
BATCH = 500


def course_rows(session: Session) -> Iterator[tuple[object, ...]]:
    """A tuple of ``COLUMNS`` for every course that is or was published; lists are tuples, instants UTC."""
    last, today = 0, datetime.now(UTC).date()
    names = tuple(stated())
    while batch := session.execute(_after(last)).unique().all():
        for course, *states in batch:
            yield _row(course, [name for name, says in zip(names, states, strict=True) if says], today)
        last = batch[-1][0].id
        session.expunge_all()


def _after(last: int) -> Select[*tuple[Any, ...]]:
    loaded = (joinedload(Course.provider), selectinload(Course.instances), selectinload(Course.skill_areas))
    columns = [rule.label(f"states_{name}") for name, rule in stated().items()]
    shown = select(Course, *columns).where(Course.status != "draft", Course.id > last)
    return shown.order_by(Course.id).limit(BATCH).options(*loaded)


def _row(course: Course, states: Sequence[str], today: date) -> tuple[object, ...]:
    facets = facet_values(course, [area.area_key for area in course.skill_areas], today)
    ahead = (run for run in course.instances if run.start and run.start >= today and run.status != "cancelled")
    return (
        course.id,
        course.title,
        course.provider.key,
        course.status,
        *(tuple(facets[facet]) for facet in ("skill_area", "country", "language", "region")),
        sum(run.capacity or 0 for run in ahead),
        course.created_at,
        course.updated_at,
        course.checked_at,
        bool(course.link_failures),
        course.replaced_by_id is not None,
        tuple(states),
    )
