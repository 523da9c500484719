"""Failed checks of a course's own page."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Address, Code, Instant, Key, now


class DeadLink(Model):
    """One failed check; ``code`` is the fetcher's for what went wrong. All of a course are deleted when its page is
    there."""

    __tablename__ = "link_look"

    id: Mapped[Key]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    at: Mapped[Instant] = mapped_column(default=now)
    url: Mapped[Address]
    code: Mapped[Code]
