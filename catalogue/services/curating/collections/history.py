"""The history of a collection, step by step, and undoing steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.models import Collection, CollectionCourse, CollectionEvent, Course
from catalogue.models.columns import now

SNAPSHOT_FIELDS = ("rules", "texts", "state", "based_on_id")
PERIOD_FIELDS = ("valid_from", "valid_until")
CHOICE_FIELDS = ("course_id", "choice", "position", "section", "notes")


def record_change(
    session: Session, collection: Collection, actor: Actor, action: str, act: Callable[[], None], text: str = ""
) -> None:
    """Run ``act`` on a collection and record what the collection was before, unless nothing changed. Commits."""
    before = _snapshot(collection)
    act()
    session.flush()
    if _snapshot(collection) != before:
        collection.updated_at = now()
        add_step(session, collection, actor, action, text, before)
    session.commit()


def _snapshot(collection: Collection) -> dict[str, object]:
    ordered = sorted(collection.choices, key=lambda one: one.course_id)
    choices = [{name: getattr(one, name) for name in CHOICE_FIELDS} for one in ordered]
    dates = {name: day.isoformat() if (day := getattr(collection, name)) else None for name in PERIOD_FIELDS}
    return {name: getattr(collection, name) for name in SNAPSHOT_FIELDS} | dates | {"choices": choices}


def _restore(session: Session, collection: Collection, before: dict[str, object]) -> None:
    for name in SNAPSHOT_FIELDS:
        setattr(collection, name, before[name])
    for name in PERIOD_FIELDS:
        setattr(collection, name, date.fromisoformat(str(before[name])) if before[name] else None)
    session.execute(delete(CollectionCourse).where(CollectionCourse.collection_id == collection.id))
    session.expire(collection, ["choices"])
    rows: list[dict[str, Any]] = before["choices"]  # type: ignore[assignment]
    known = set(session.scalars(select(Course.id).where(Course.id.in_([row["course_id"] for row in rows]))))
    for row in rows:
        if row["course_id"] in known:
            session.add(CollectionCourse(collection_id=collection.id, **row))
    session.flush()
    session.expire(collection, ["choices"])


def add_step(
    session: Session,
    collection: Collection,
    actor: Actor,
    action: str,
    text: str = "",
    before: dict[str, object] | None = None,
) -> None:
    """Add a step to the history; the caller commits."""
    session.add(
        CollectionEvent(collection_id=collection.id, actor_name=actor.name, action=action, text=text, before=before)
    )


def comment(session: Session, collection: Collection, actor: Actor, text: str) -> None:
    """Add a comment for the other curators to the history, unless it is blank. Commits."""
    if text.strip():
        session.add(
            CollectionEvent(
                collection_id=collection.id, actor_name=actor.name, action="comment", text=text.strip()[:5000]
            )
        )
        session.commit()


def history(session: Session, collection: Collection, limit: int = 30) -> Sequence[CollectionEvent]:
    """Return up to ``limit`` steps of a collection's history, the latest first."""
    query = select(CollectionEvent).where(CollectionEvent.collection_id == collection.id)
    return session.scalars(query.order_by(CollectionEvent.id.desc()).limit(limit)).all()


def undo_step(session: Session, collection: Collection, actor: Actor, event_id: int) -> bool:
    """Bring the collection back to what it was before a step; return whether there was such a step. Commits."""
    event = session.get(CollectionEvent, event_id)
    if event is None or event.collection_id != collection.id or event.before is None:
        return False
    before = event.before
    record_change(session, collection, actor, "undone", lambda: _restore(session, collection, before), event.action)
    return True
