"""What partners declare of a year under the Charter of the Pact for Skills."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.extensions import Model
from catalogue.models.columns import Instant, Name, now
from catalogue.models.providers.provider import Provider


class Declaration(Model):
    """A partner's declaration of a year: people it trained, programmes it made or brought up to date, and how it
    counted.

    A later declaration of the same year replaces the former, which stays in the audit trail.
    """

    __tablename__ = "declaration"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    people_trained: Mapped[int]
    programmes_updated: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    declared_by: Mapped[Name] = mapped_column(default="")
    declared_at: Mapped[Instant] = mapped_column(default=now)

    provider: Mapped[Provider] = relationship()
