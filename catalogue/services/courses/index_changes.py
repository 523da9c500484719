"""Notes for the search index, put into the outbox by whatever changes a course."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.orm import Session

from catalogue.models import IndexChange


def note_change(session: Session, course_ids: Iterable[int]) -> None:
    """Add a note for the index to the outbox, in the caller's transaction."""
    rows = [{"course_id": course_id} for course_id in course_ids]
    if rows:
        session.execute(insert(IndexChange), rows)
