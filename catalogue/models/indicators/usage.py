"""Learners' interest, in numbers a day; nothing that could tell one visitor from another is kept beyond the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Instant, now


class CourseInterest(Model):
    """How often a course was found, opened and followed on a day (UTC); ``domain.search.usage_events.Counts`` says what
    counts."""

    __tablename__ = "course_interest"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    found: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0)
    followed: Mapped[int] = mapped_column(default=0)


class DayInterest(Model):
    """A day (UTC) of the whole catalogue: searches made, how many of them found nothing, courses opened and followed
    (those since deleted included), and visitors who did any of it."""

    __tablename__ = "day_interest"

    day: Mapped[date] = mapped_column(primary_key=True)
    searches: Mapped[int] = mapped_column(default=0)
    fruitless: Mapped[int] = mapped_column(default=0)
    opened: Mapped[int] = mapped_column(default=0)
    followed: Mapped[int] = mapped_column(default=0)
    visitors: Mapped[int] = mapped_column(default=0)


class InterestMark(Model):
    """What a visitor has been counted for today; emptied when the day is over."""

    __tablename__ = "interest_mark"

    day: Mapped[date] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)


class InterestBatch(Model):
    """A file of interest that has been counted: one that could not be removed afterwards must not be counted twice."""

    __tablename__ = "interest_batch"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    counted_at: Mapped[Instant] = mapped_column(default=now)
