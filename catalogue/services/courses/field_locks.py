"""Which fields of a course imports must leave alone, and what imports did to it."""

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
from catalogue.services.accounts.audit_trail import record

LOCKABLE_FIELDS = tuple(name for name in COURSE_FIELDS if name != "external_id")
MAX_EFFECTS_SHOWN = 30


class UnknownField(Exception):
    """No field of a course that can be locked has this name."""


class RunEffect(NamedTuple):
    """What a run did to the course: the ``changes`` it took, and those it ``held`` back."""

    at: datetime
    run_id: int
    changes: dict[str, list[object]]
    held: dict[str, list[object]]


def lock_field(session: Session, actor: Actor, course: Course, field: str) -> None:
    """Keep imports from changing the field from now on. Commits. Raise ``UnknownField`` if it cannot be locked."""
    _check(field)
    if field not in (course.locked or ()):
        course.locked = sorted({*(course.locked or ()), field})
        _note(session, actor, course, "locked", field)


def unlock_field(session: Session, actor: Actor, course: Course, field: str) -> None:
    """Let the source change the field again, from its next run on. Commits. Raise ``UnknownField``."""
    _check(field)
    if field in (course.locked or ()):
        course.locked = [name for name in course.locked if name != field]
        course.draft_mark = course.fingerprint = ""
        page = delete(SourcePage).where(SourcePage.source_id == course.source_id, SourcePage.url == course.page_url)
        session.execute(page)
        _note(session, actor, course, "released", field)


def run_effects(session: Session, course: Course) -> Sequence[RunEffect]:
    """Return what runs did to the course, the latest first, at most ``MAX_EFFECTS_SHOWN``."""
    columns = (ImportRun.started_at, ImportItem.run_id, ImportItem.changes, ImportItem.held)
    query = select(*columns).join(ImportRun, ImportItem.run_id == ImportRun.id)
    query = query.where(
        ImportItem.course_id == course.id, or_(ImportItem.outcome == Outcome.UPDATED, ImportItem.stage == "")
    )
    rows = session.execute(query.order_by(ImportItem.id.desc()).limit(4 * MAX_EFFECTS_SHOWN))
    effects = (RunEffect(*row) for row in rows)
    return [effect for effect in effects if effect.changes or effect.held][:MAX_EFFECTS_SHOWN]


def _check(field: str) -> None:
    if field not in LOCKABLE_FIELDS:
        raise UnknownField(field)


def _note(session: Session, actor: Actor, course: Course, action: str, field: str) -> None:
    record(session, actor, action, f"course:{course.id}", course.title, after={"field": field})
    session.commit()
