"""Courses that people with an account have put on their shortlist."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Instant, now


class ShortlistItem(Model):
    """One course on one person's shortlist."""

    __tablename__ = "shortlist_item"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True, index=True)
    added_at: Mapped[Instant] = mapped_column(default=now)
