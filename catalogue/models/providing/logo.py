"""The pictures by which providers are known."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model


class ProviderLogo(Model):
    """A provider's logo as WebP, small and drawn anew by us; ``Provider.logo`` says which one it is.

    It stands apart from the provider, which is read with every card of a list.
    """

    __tablename__ = "provider_logo"

    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), primary_key=True)
    image: Mapped[bytes] = mapped_column(LargeBinary)
