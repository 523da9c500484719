"""Readers' reports of problems with a course; moderators settle them, and readers who left an address are notified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.problem_reports import Problem
from catalogue.models import Course, Report, Review
from catalogue.services.reviewing.queue import open_review

KIND_KEY = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderReport:
    """What a reader reports: ``email`` may be empty, ``locale`` is the language in which the reader is answered."""

    problem: Problem
    note: str = ""
    email: str = ""
    locale: str = "en"


def report(session: Session, course: Course, told: ReaderReport, by: Actor) -> Report:
    """Add a report to the open review of this course, opened if there is none, and return it. Commits."""
    review = open_review(session, KIND_KEY, course.id, course.title, provider=course.provider)
    added = Report(
        review_id=review.id,
        reporter_id=by.user_id,
        problem=told.problem,
        note=told.note.strip(),
        email=told.email.strip(),
        locale=told.locale,
    )
    session.add(added)
    # raises the review's version: a moderator who saw fewer reports has to look again before deciding
    counted = select(func.count()).select_from(Report).where(Report.review_id == review.id)
    review.payload = {"reports": session.scalar(counted)}
    session.commit()
    return added


def reports_of(session: Session, review: Review) -> Sequence[Report]:
    """Return the reports that a review holds, the oldest first."""
    return session.scalars(select(Report).where(Report.review_id == review.id).order_by(Report.id)).all()
