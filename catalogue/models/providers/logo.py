"""The logos of providers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model


class ProviderLogo(Model):
    """A provider's logo as WebP, scaled down and encoded again by us; ``Provider.logo`` identifies it.

    It has a table of its own, since the provider is read with every card of a list.
    """

    __tablename__ = "provider_logo"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True)
    image: Mapped[bytes] = mapped_column(LargeBinary)
