"""What people hand in: a new course, or a revision of a published one."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.people.review_states import SubmissionStatus
from catalogue.extensions import Model
from catalogue.models.accounts.user import User
from catalogue.models.columns import Code, Instant, Key, now
from catalogue.models.courses.course import Course
from catalogue.models.providers.provider import Provider


class Submission(Model):
    """A listing on its way. ``content`` holds what was typed, field by field, so that nothing typed is ever lost.

    ``status`` is one of ``domain.people.review_states.SubmissionStatus``. ``course_id`` is the course it revises, or
    became. ``version`` grows with every change.
    """

    __tablename__ = "submission"

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(String(24), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="SET NULL"), index=True)
    status: Mapped[Code] = mapped_column(default=SubmissionStatus.DRAFT, index=True)
    content: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    is_revision: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Instant] = mapped_column(default=now)
    updated_at: Mapped[Instant] = mapped_column(default=now)
    submitted_at: Mapped[Instant | None]

    provider: Mapped[Provider] = relationship(lazy="joined")
    author: Mapped[User | None] = relationship()
    course: Mapped[Course | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name; a lost update raises
