"""Curricula that the office and the regions uploaded."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, Key, Name, now


class CurriculumVersion(Model):
    """A curriculum as it was uploaded; of a ``key``, the newest version that was not withdrawn is in force.

    ``region`` is whose it is (empty: the alliance). ``title`` goes by language; ``modules`` are in order, each with
    ``level``, ``skills``, and by language ``title`` and ``outcomes``.
    """

    __tablename__ = "curriculum_version"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[Key]
    key: Mapped[Name]
    number: Mapped[int]
    region: Mapped[Code] = mapped_column(default="")
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    modules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    file_name: Mapped[Name] = mapped_column(default="")
    handed_in_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    handed_in_by_name: Mapped[Name] = mapped_column(default="")
    handed_in_at: Mapped[Instant] = mapped_column(default=now)
    taken_back_at: Mapped[Instant | None]
