"""Listings that a complete run no longer saw are withdrawn, unless too many would be: then a person is asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.item import Outcome, StageName
from catalogue.ingestion.report import ItemReport, RunReport
from catalogue.models import Course, ImportRun, IndexChange, Source
from catalogue.models.columns import now
from catalogue.services.sources.importing.unseen import Unseen


@dataclass(frozen=True, slots=True)
class MissingCourse:
    """A published course of the source that the run did not see; ``checked_at`` is when one last did."""

    id: int
    external_id: str | None
    title: str
    url: str
    checked_at: datetime


def find_missing(session: Session, source: Source, seen: Collection[int], unseen: Unseen) -> list[MissingCourse]:
    """Return the published courses that the run did not see, without those that may be among the ``unseen``."""
    query = select(Course.id, Course.external_id, Course.title, Course.url, Course.checked_at, Course.page_url)
    rows = session.execute(query.where(Course.source_id == source.id, Course.status == CourseStatus.PUBLISHED)).all()
    unseen.settle({row.page_url for row in rows})
    return [
        MissingCourse(*row[:5])
        for row in rows
        if row.id not in seen and not unseen.may_be(row.external_id, row.url, row.page_url)
    ]


def withdraw_missing(
    session: Session, source: Source, missing: list[MissingCourse], share: float, report: RunReport, *, dry_run: bool
) -> None:
    """Withdraw what is gone for certain, unless more than ``share`` (0 to 1) of what the source had would go."""
    if not missing:
        return
    if beyond := _beyond(session, source, missing, share):
        gone, live = beyond
        report.notices.append(
            Message(
                N_(
                    "Courses no longer at the source: %(missing)s of %(live)s, more than the %(share)s%% that may "
                    "vanish in one run, so nothing was withdrawn. If they are really gone, whoever runs the catalogue "
                    "can let them go: %(option)s, with catalogue import or catalogue sources run."
                ),
                missing=gone,
                live=live,
                share=round(100 * share),
                option="--withdrawal-share 1",
            )
        )
        return
    if not dry_run:
        _write(session, [course.id for course in missing])
    for course in missing:
        report.add(_withdrawn(course, source))


def _beyond(session: Session, source: Source, missing: list[MissingCourse], share: float) -> tuple[int, int] | None:
    """Return how many are gone of how many that were there when these were last seen, if that is too many.

    Courses that came later do not count, in this run or in earlier ones that withdrew nothing: else a source that has
    become another one would withdraw all it had, if not at once, then the next night.
    """
    starts = sorted(session.scalars(select(ImportRun.started_at).where(ImportRun.source_id == source.id)))
    published = select(Course.created_at).where(Course.source_id == source.id, Course.status == CourseStatus.PUBLISHED)
    created = sorted(session.scalars(published))
    gone_by_run = Counter(bisect_right(starts, one.checked_at) for one in missing)
    gone = 0
    for run in sorted(gone_by_run):
        gone += gone_by_run[run]
        live = bisect_left(created, starts[run]) if run < len(starts) else len(created)
        if gone > share * live:
            return gone, live
    return None


def _write(session: Session, ids: list[int]) -> None:
    session.execute(update(Course), [{"id": key, "status": CourseStatus.WITHDRAWN, "updated_at": now()} for key in ids])
    session.execute(insert(IndexChange), [{"course_id": key} for key in ids])


def _withdrawn(course: MissingCourse, source: Source) -> ItemReport:
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
