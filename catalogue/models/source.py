"""What we harvest."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.extensions import Model
from catalogue.models.columns import Address, Code, Instant, Key, Name, now
from catalogue.models.provider import Provider


class Source(Model):
    """An address or upload whose courses one provider answers for.

    ``address`` is empty for sources that only receive files; ``format`` is an importer's key or ``auto``;
    ``defaults`` holds ``SourceDefaults``; without a provider each record names its own.
    """

    __tablename__ = "source"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[Name]
    address: Mapped[Address] = mapped_column(default="")
    format: Mapped[Code] = mapped_column(default="auto")
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), index=True)
    defaults: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Instant] = mapped_column(default=now)

    provider: Mapped[Provider | None] = relationship(lazy="joined")
