"""Where each value of a course comes from, and which of them imports must leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.people.permissions import Actor
from catalogue.ingestion.item import Outcome
from catalogue.models import Course, ImportItem, ImportRun, SourcePage
from catalogue.services.moderating.audit_trail import record

LOCKABLE = tuple(name for name in COURSE_FIELDS if name != "external_id")
SHOWN = 30


class UnknownField(Exception):
    """No field of a course that can be locked has this name."""


class Happening(NamedTuple):
    """What a run did to the course: ``changes`` it took and ``held`` it did not, as they wavered."""

    at: datetime
    run_id: int
    changes: dict[str, list[object]]
    held: dict[str, list[object]]


def lock(session: Session, actor: Actor, course: Course, field: str) -> None:
    """Imports leave the field as it is from now on. Raises ``UnknownField``. Commits."""
    _check(field)
    if field not in (course.locked or ()):
        course.locked = sorted({*(course.locked or ()), field})
        _note(session, actor, course, "locked", field)


def release(session: Session, actor: Actor, course: Course, field: str) -> None:
    """The source answers for the field again, from its next run on. Raises ``UnknownField``. Commits."""
    _check(field)
    if field in (course.locked or ()):
        course.locked = [name for name in course.locked if name != field]
        course.draft_mark = course.fingerprint = ""
        page = delete(SourcePage).where(SourcePage.source_id == course.source_id, SourcePage.url == course.page_url)
        session.execute(page)
        _note(session, actor, course, "released", field)


def happenings(session: Session, course: Course) -> Sequence[Happening]:
    """What the latest runs did to the course, the latest first."""
    columns = (ImportRun.started_at, ImportItem.run_id, ImportItem.changes, ImportItem.held)
    query = select(*columns).join(ImportRun, ImportItem.run_id == ImportRun.id)
    query = query.where(
        ImportItem.course_id == course.id, or_(ImportItem.outcome == Outcome.UPDATED, ImportItem.stage == "")
    )
    rows = session.execute(query.order_by(ImportItem.id.desc()).limit(4 * SHOWN))
    return [one for row in rows if (one := Happening(*row)).changes or one.held][:SHOWN]


def _check(field: str) -> None:
    if field not in LOCKABLE:
        raise UnknownField(field)


def _note(session: Session, actor: Actor, course: Course, action: str, field: str) -> None:
    record(session, actor, action, f"course:{course.id}", course.title, after={"field": field})
    session.commit()
