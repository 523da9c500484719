"""What waits for a person to decide, and what was decided."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.extensions import Model
from catalogue.models.accounts.user import User
from catalogue.models.columns import Code, Instant, Key, Name, now
from catalogue.models.providers.provider import Provider


class Review(Model):
    """One item of the moderators' queue.

    ``kind`` names a kind of review, whose module knows what ``subject_id`` and ``payload`` mean. ``outcome`` is empty
    while it waits, then approved, sent-back or rejected. ``version`` grows with every change, so that of two people who
    decide at once the second gets an error.
    """

    __tablename__ = "review"
    __table_args__ = (Index(None, "outcome", "opened_at"), Index(None, "kind", "subject_id"))

    id: Mapped[Key]
    kind: Mapped[Code]
    subject_id: Mapped[int]
    title: Mapped[Name]
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), index=True)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    payload: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    outcome: Mapped[Code] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[Instant] = mapped_column(default=now)
    closed_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1)

    provider: Mapped[Provider | None] = relationship(lazy="joined")
    opened_by: Mapped[User | None] = relationship(foreign_keys=[opened_by_id])
    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    closed_by: Mapped[User | None] = relationship(foreign_keys=[closed_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name; a lost update raises
