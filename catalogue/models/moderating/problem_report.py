"""What readers report about a course."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, Key, now


class Report(Model):
    """One reader's report; all reports of one review are settled together.

    ``email`` is where the outcome is sent, in the language ``locale``; it is emptied when that has been done.
    """

    __tablename__ = "report"

    id: Mapped[Key]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    problem: Mapped[Code]
    note: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(255), default="")
    locale: Mapped[Code] = mapped_column(default="en")
    created_at: Mapped[Instant] = mapped_column(default=now)
