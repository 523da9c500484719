"""What search engines are told of: every real course with the day of its last change, in parts of a size they take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course, Provider

PART = 20_000
"""Addresses in one file; sitemaps.org allows 50,000 and 50 MB."""


def count_parts(session: Session) -> int:
    """Into how many parts the courses fall; samples are nobody's to find."""
    return -(-(session.scalar(_real(select(func.count()).select_from(Course))) or 0) // PART)


def part(session: Session, number: int) -> Iterator[tuple[str, datetime]]:
    """Slug and last change of each course of a part, counted from 1."""
    rows = _real(select(Course.slug, Course.updated_at)).order_by(Course.id).offset((number - 1) * PART).limit(PART)
    return ((row.slug, row.updated_at) for row in session.execute(rows).yield_per(1000))


def _real(query: Any) -> Any:
    return query.join(Course.provider).where(Course.status == CourseStatus.PUBLISHED, Provider.is_sample.is_(False))
