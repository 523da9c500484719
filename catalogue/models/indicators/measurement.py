"""What the catalogue measured of itself, month by month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, Name, now


class Snapshot(Model):
    """A month's figures (by its first day); the present month's are taken again whenever ``mark`` no longer fits the
    catalogue."""

    __tablename__ = "snapshot"

    month: Mapped[date] = mapped_column(primary_key=True)
    taken_at: Mapped[Instant] = mapped_column(default=now)
    mark: Mapped[str] = mapped_column(String(64), default="")


class Figure(Model):
    """A number of a month: of the whole catalogue, or of what ``subject`` names under ``facet``; of the courses in a
    skill ``area``, or of all (empty)."""

    __tablename__ = "figure"

    month: Mapped[date] = mapped_column(ForeignKey("snapshot.month", ondelete="CASCADE"), primary_key=True)
    indicator: Mapped[Code] = mapped_column(primary_key=True)
    facet: Mapped[Code] = mapped_column(primary_key=True, default="")
    subject: Mapped[Code] = mapped_column(primary_key=True, default="")
    area: Mapped[Code] = mapped_column(primary_key=True, default="")
    value: Mapped[int]


class SkillSupply(Model):
    """Courses that teach a skill at a place (NUTS 2 region, or ISO 3166-1 country; empty: everywhere), of the skills
    that reference job roles ask for; measured together with the present month."""

    __tablename__ = "skill_supply"

    place: Mapped[Code] = mapped_column(primary_key=True)
    skill: Mapped[Name] = mapped_column(primary_key=True)
    courses: Mapped[int]
