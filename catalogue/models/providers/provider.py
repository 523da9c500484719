"""Who offers courses."""

from __future__ import annotations

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Address, Code, Instant, Key, Name, now


class Provider(Model):
    """An organisation; ``key`` is its public handle and never changes, ``country`` is ISO 3166-1 alpha-2.

    A ``proposed`` provider has no page until a moderator has seen it; what a ``trusted`` one hands in is published at
    once. ``logo`` is a mark of its picture, which ``ProviderLogo`` holds; empty if there is none.
    """

    __tablename__ = "provider"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[Name]
    url: Mapped[Address] = mapped_column(default="")
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[Code | None]
    description: Mapped[str] = mapped_column(default="")
    proposed: Mapped[bool] = mapped_column(default=False, server_default=false())
    trusted: Mapped[bool] = mapped_column(default=False, server_default=false())
    logo: Mapped[Code] = mapped_column(default="", server_default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Instant] = mapped_column(default=now)
