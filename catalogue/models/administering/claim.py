"""The claim that a process writes into a row before it works on it, so that no other does the same."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.columns import Instant


class Claimable:
    """A row that a process claims: ``claimed_by`` whom, ``claimed_until`` when (``services.database.claims``)."""

    claimed_by: Mapped[str] = mapped_column(String(300), default="", server_default="", index=True)
    claimed_until: Mapped[Instant | None]
