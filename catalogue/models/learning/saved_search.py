"""Searches that people save, to be notified of new courses."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.search.saved_searches import Frequency
from catalogue.extensions import Model
from catalogue.models.accounts.user import User
from catalogue.models.administering.claim import Claimable
from catalogue.models.columns import Code, Instant, Key, Name, now


class SavedSearch(Claimable, Model):
    """A search as the arguments of its address. ``known`` are ids of the courses it found at ``checked_at``.

    ``frequency`` is daily, weekly or never; ``token`` is the secret in the address of its feed and its calendar.
    """

    __tablename__ = "saved_search"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    arguments: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    frequency: Mapped[Code] = mapped_column(default=Frequency.WEEKLY)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    known: Mapped[list[int]] = mapped_column(JSON, default=list)
    checked_at: Mapped[Instant] = mapped_column(default=now)
    created_at: Mapped[Instant] = mapped_column(default=now)

    user: Mapped[User] = relationship()
