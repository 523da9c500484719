"""What sitemaps list: every real course with the day of its last change, in files of a size that is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course, Provider

ADDRESSES_PER_FILE = 20_000
"""Addresses in one file; sitemaps.org allows 50,000 and 50 MB."""


def count_sitemap_files(session: Session) -> int:
    """Return how many files the courses need; sample courses are left out."""
    return -(-(session.scalar(_of_real_courses(select(func.count()).select_from(Course))) or 0) // ADDRESSES_PER_FILE)


def sitemap_entries(session: Session, number: int) -> Iterator[tuple[str, datetime]]:
    """Return slug and last change of each course of a file, numbered from 1."""
    rows = (
        _of_real_courses(select(Course.slug, Course.updated_at))
        .order_by(Course.id)
        .offset((number - 1) * ADDRESSES_PER_FILE)
        .limit(ADDRESSES_PER_FILE)
    )
    return ((row.slug, row.updated_at) for row in session.execute(rows).yield_per(1000))


def _of_real_courses(query: Any) -> Any:
    return query.join(Course.provider).where(Course.status == CourseStatus.PUBLISHED, Provider.is_sample.is_(False))
