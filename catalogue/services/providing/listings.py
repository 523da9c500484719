"""A provider's courses as its own people see and withdraw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.models import Course, Provider
from catalogue.search.port import SearchEngine
from catalogue.services.courses.withdrawing import restore_unindexed, withdraw_unindexed
from catalogue.services.search.indexing import bring_index_up_to_date

COURSES_PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    """A page of a provider's courses; ``total`` counts those of all pages."""

    courses: Sequence[Course]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // COURSES_PER_PAGE))


def listings_of(session: Session, provider: Provider, page: int = 1) -> Listings:
    """Return a page (from 1) of a provider's published and withdrawn courses, the latest change first."""
    own = select(Course).where(Course.provider_id == provider.id, Course.status != CourseStatus.DRAFT)
    total = session.scalar(select(func.count()).select_from(own.subquery())) or 0
    page = max(1, page)
    rows = own.order_by(Course.status, Course.updated_at.desc(), Course.id).options(joinedload(Course.source))
    return Listings(
        courses=session.scalars(rows.limit(COURSES_PER_PAGE).offset((page - 1) * COURSES_PER_PAGE)).all(),
        total=total,
        page=page,
    )


def withdraw(session: Session, engine: SearchEngine, course: Course, actor: Actor) -> None:
    """Take a course out of the catalogue; its address says so from now on. Commits and updates the index."""
    withdraw_unindexed(session, course, actor)
    session.commit()
    bring_index_up_to_date(session, engine)


def restore(session: Session, engine: SearchEngine, course: Course, actor: Actor) -> None:
    """Put a withdrawn course back. Commits and updates the index."""
    restore_unindexed(session, course, actor)
    session.commit()
    bring_index_up_to_date(session, engine)
