"""Mails that wait to be sent, and those that were."""

from __future__ import annotations

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.administering.claim import Claimable
from catalogue.models.columns import Instant, Key, now


class Mail(Claimable, Model):
    """A mail, written in the transaction that causes it and sent by the worker; once sent, its text is deleted."""

    __tablename__ = "mail"

    id: Mapped[Key]
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    created_at: Mapped[Instant] = mapped_column(default=now)
    due_at: Mapped[Instant | None] = mapped_column(default=now, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[Instant | None]
