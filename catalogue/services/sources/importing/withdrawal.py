"""Listings that a complete run no longer saw are withdrawn, unless too many would be: then a person is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.item import Outcome, StageName
from catalogue.ingestion.report import ItemReport, RunReport
from catalogue.models import Course, IndexChange, Source
from catalogue.models.columns import now
from catalogue.services.sources.importing.unseen import Unseen


@dataclass(frozen=True, slots=True)
class Missing:
    """A published course of the source that the run did not see."""

    id: int
    external_id: str | None
    title: str
    url: str


def find_missing(session: Session, source: Source, seen: Collection[int], unseen: Unseen) -> list[Missing]:
    """What the run did not see, without what may be among the ``unseen``."""
    query = select(Course.id, Course.external_id, Course.title, Course.url, Course.page_url)
    rows = session.execute(query.where(Course.source_id == source.id, Course.status == CourseStatus.PUBLISHED)).all()
    unseen.settle({row.page_url for row in rows})
    return [
        Missing(*row[:4])
        for row in rows
        if row.id not in seen and not unseen.may_be(row.external_id, row.url, row.page_url)
    ]


def withdraw(
    session: Session, source: Source, missing: list[Missing], share: float, report: RunReport, *, dry_run: bool
) -> None:
    """Withdraw what is gone for certain, if at most ``share`` of the source's courses would go."""
    if not missing:
        return
    live = _live_courses(session, source)
    if len(missing) > share * live:
        report.notices.append(
            Message(
                N_(
                    "%(missing)s of %(live)s courses are no longer at the source, more than the %(share)s%% that may "
                    "vanish in one run, so nothing was withdrawn. If they are really gone, run again with a larger "
                    "withdrawal share."
                ),
                missing=len(missing),
                live=live,
                share=round(100 * share),
            )
        )
        return
    if not dry_run:
        _write(session, [course.id for course in missing])
    for course in missing:
        report.add(_withdrawn(course, source))


def _live_courses(session: Session, source: Source) -> int:
    counted = select(func.count()).where(Course.source_id == source.id, Course.status == CourseStatus.PUBLISHED)
    return session.scalar(counted) or 0


def _write(session: Session, ids: list[int]) -> None:
    session.execute(update(Course), [{"id": key, "status": CourseStatus.WITHDRAWN, "updated_at": now()} for key in ids])
    session.execute(insert(IndexChange), [{"course_id": key} for key in ids])


def _withdrawn(course: Missing, source: Source) -> ItemReport:
    return ItemReport(
        outcome=Outcome.WITHDRAWN,
        external_id=course.external_id,
        title=course.title,
        url=course.url,
        course_id=course.id,
        page_url=source.address,
        stage=StageName.STORE,
        message=Message(N_("No longer at the source.")),
    )
