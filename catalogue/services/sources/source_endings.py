"""Moving a source to another provider or deleting it, and what that means for its courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.models import Course, ImportRun, Provider, Source
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.audit_trail import record
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.source_settings import current_run

MAX_COURSES_INDEXED_AT_ONCE = 500
"""Courses that are indexed while somebody waits; if there are more, the worker indexes them within a minute."""


class SourceBeingRead(Exception):
    """A run of the source is going on; what it stores next would belong to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHoldings:
    """What hangs on a source: published courses, withdrawn ones, and reports of runs."""

    published: int
    withdrawn: int
    runs: int


def source_holdings(session: Session, source: Source) -> SourceHoldings:
    """Return how much a source has: courses and reports of runs."""
    of_source = Course.source_id == source.id
    return SourceHoldings(
        published=_count(session, of_source & (Course.status == CourseStatus.PUBLISHED)),
        withdrawn=_count(session, of_source & (Course.status == CourseStatus.WITHDRAWN)),
        runs=_count(session, ImportRun.source_id == source.id),
    )


def move_source(session: Session, engine: SearchEngine, actor: Actor, source: Source, provider: Provider) -> None:
    """Give the source and all its courses to another provider. Raise ``SourceBeingRead``. Commits."""
    _require_idle(session, source)
    before = source.provider.name if source.provider else ""
    moved = session.scalars(select(Course.id).where(Course.source_id == source.id)).all()
    session.execute(update(Course).where(Course.source_id == source.id).values(provider_id=provider.id))
    source.provider = provider
    _note(session, actor, "source.moved", source, {"provider": before}, {"provider": provider.name})
    _finish(session, engine, list(moved))


def remove_source(session: Session, engine: SearchEngine, actor: Actor, source: Source, *, keep_courses: bool) -> None:
    """Delete the source, its settings and the reports of its runs. Raise ``SourceBeingRead``. Commits.

    Its courses stay as they are, the provider's own from now on, if ``keep_courses``; else they are withdrawn.
    """
    _require_idle(session, source)
    published = (Course.source_id == source.id) & (Course.status == CourseStatus.PUBLISHED)
    withdrawn = [] if keep_courses else list(session.scalars(select(Course.id).where(published)))
    if withdrawn:
        session.execute(update(Course).where(published).values(status=CourseStatus.WITHDRAWN, updated_at=now()))
    after = {"courses": "kept" if keep_courses else "withdrawn"}
    _note(session, actor, "source.removed", source, {"address": source.address}, after)
    session.delete(source)
    _finish(session, engine, withdrawn)


def _require_idle(session: Session, source: Source) -> None:
    if current_run(session, source) is not None:
        raise SourceBeingRead(source.key)


def _note(
    session: Session, actor: Actor, action: str, source: Source, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    record(session, actor, action, f"source:{source.key}"[:200], source.name, before=before, after=after)


def _finish(session: Session, engine: SearchEngine, courses: list[int]) -> None:
    note_change(session, courses)
    session.commit()
    if len(courses) <= MAX_COURSES_INDEXED_AT_ONCE:
        bring_index_up_to_date(session, engine)


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(condition)) or 0
