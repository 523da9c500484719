"""Who is signed in on which browser; signing out deletes the row, so that no copy of a cookie outlives it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Instant, Key, now


class SignIn(Model):
    """One browser of one person. ``mark`` is the hash of what its cookies hold: whoever reads it cannot sign in."""

    __tablename__ = "sign_in"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[Instant] = mapped_column(default=now)
