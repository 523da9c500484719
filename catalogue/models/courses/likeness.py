"""Pairs of courses that may be one course, or belong together."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.people.review_states import LikenessState
from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, Key, now
from catalogue.models.courses.course import Course


class Likeness(Model):
    """A suggestion about two courses, the one with the smaller id first, and what a person decided about it.

    ``kind`` is duplicate, translation or adaptation; ``state`` open, merged, linked or dismissed. ``reasons`` are names
    of what they share; ``undo`` holds what undoing a merge or link restores.
    """

    __tablename__ = "likeness"
    __table_args__ = (
        Index(None, "one_id", "other_id", unique=True),
        Index(None, "state"),
        CheckConstraint("one_id < other_id", name="order"),
    )

    id: Mapped[Key]
    kind: Mapped[Code]
    one_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[Code] = mapped_column(default=LikenessState.OPEN)
    undo: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    decided_at: Mapped[Instant | None]
    created_at: Mapped[Instant] = mapped_column(default=now)

    one: Mapped[Course] = relationship(foreign_keys=[one_id])
    other: Mapped[Course] = relationship(foreign_keys=[other_id])
