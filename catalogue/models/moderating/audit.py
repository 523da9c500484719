"""The audit trail: who did what, when; the database itself refuses to change or delete an entry."""

from __future__ import annotations

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, Key, Name, now


class AuditEntry(Model):
    """One act. The actor's name is copied, as the entry outlives the account."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject", "id"),)

    id: Mapped[Key]
    at: Mapped[Instant] = mapped_column(default=now)
    actor_id: Mapped[int | None]
    actor_name: Mapped[Name] = mapped_column(default="")
    action: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(200))
    title: Mapped[Name] = mapped_column(default="")
    before: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
