"""Vocabularies the courses point to: skill areas and NUTS regions, synchronised from their data files."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Name


class SkillArea(Model):
    """A skill area; ``labels`` maps a language to its label, ``position`` keeps the order of the taxonomy."""

    __tablename__ = "skill_area"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    parent_key: Mapped[str | None] = mapped_column(ForeignKey("skill_area.key"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    labels: Mapped[dict[str, str]] = mapped_column(JSON)
    definition: Mapped[str] = mapped_column(Text, default="")


class Region(Model):
    """A NUTS 2024 region; ``level`` 0 to 3, ``country`` ISO 3166-1 (NUTS "EL" is GR)."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
    level: Mapped[int]
    country: Mapped[str] = mapped_column(String(2), index=True)
    name: Mapped[Name]
