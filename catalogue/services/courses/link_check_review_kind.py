"""Reviews of courses whose own page was not found four times, a week apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Verdict
from catalogue.models import Course, DeadLink, Review
from catalogue.models.columns import now
from catalogue.services.courses.link_checks import STRIKES_UNTIL_GONE, failed_looks, page_is_gone
from catalogue.services.courses.withdrawing import withdraw_unindexed
from catalogue.services.reviewing.contract import HistoryEntry, ReviewDetails, ReviewKind
from catalogue.services.reviewing.provider_contacts import contacts_of, notify_provider, require_contact
from catalogue.services.reviewing.queue import open_review

KIND_KEY = "link"
TIME_TO_ANSWER = timedelta(days=28)
"""For a provider that was asked; if its page is still away then, the course comes to the queue again."""


def find(session: Session, limit: int) -> int:
    """Open up to ``limit`` items for pages that are gone, the longest gone first; return how many.

    None is opened for a page that was decided on since it was last there.
    """
    looks = select(DeadLink.course_id, func.min(DeadLink.at).label("first"), func.max(DeadLink.url).label("url"))
    streak = looks.group_by(DeadLink.course_id).subquery()
    settled = and_(Review.outcome.in_((Verdict.APPROVED, Verdict.REJECTED)), Review.closed_at > streak.c.first)
    asked = and_(Review.outcome == Verdict.SENT_BACK, Review.closed_at > now() - TIME_TO_ANSWER)
    settled_or_open = select(Review.id).where(
        Review.kind == KIND_KEY, Review.subject_id == Course.id, or_(Review.outcome == "", settled, asked)
    )
    query = select(Course).join(streak, streak.c.course_id == Course.id)
    query = query.where(
        Course.status == CourseStatus.PUBLISHED, Course.link_failures >= STRIKES_UNTIL_GONE, Course.url == streak.c.url
    )
    found = session.scalars(
        query.where(~settled_or_open.exists()).order_by(streak.c.first, Course.id).limit(limit)
    ).all()
    for course in found:
        open_review(session, KIND_KEY, course.id, course.title, provider=course.provider, payload={"url": course.url})
    return len(found)


def is_moot(session: Session, review: Review) -> bool:
    """Say whether the page is back or has another address, or the course is no longer offered."""
    course = session.get(Course, review.subject_id)
    if course is None or course.status != CourseStatus.PUBLISHED:
        return True
    return not page_is_gone(course) or course.url != review.payload.get("url")


def show(session: Session, review: Review) -> ReviewDetails:
    """Return what was tried, and when."""
    course = session.get(Course, review.subject_id)
    return ReviewDetails(
        course_slug=course.slug if course else "",
        course_url=str(review.payload.get("url", "")),
        history=_kept_looks(review)
        or [HistoryEntry(one.at, one.code) for one in failed_looks(session, review.subject_id)],
        revisable=course is not None and course.status == CourseStatus.PUBLISHED,
        answerable=bool(contacts_of(session, review.provider_id)),
    )


def withdraw(session: Session, review: Review, actor: Actor) -> None:
    """Take the course out of the catalogue."""
    _keep_looks(session, review)
    withdraw_unindexed(session, session.get_one(Course, review.subject_id), actor)


def ask_provider(session: Session, review: Review, actor: Actor) -> None:
    """Keep the course until its provider has answered, or the time for that is over. Raise ``CannotApprove``."""
    _keep_looks(session, review)
    require_contact(session, review)


def keep(session: Session, review: Review, actor: Actor) -> None:
    """Keep the course as it is: people may reach what programs do not."""
    _keep_looks(session, review)


def tell(session: Session, review: Review, address: str) -> None:
    """Write to the provider unless the course is kept as it is."""
    if review.outcome != Verdict.REJECTED:
        notify_provider(session, review, session.get_one(Course, review.subject_id), address)


def _keep_looks(session: Session, review: Review) -> None:
    """Copy the failed looks into the review: they are forgotten when the page is back, and the decision is to stay
    readable."""
    looks = [[one.at.isoformat(), one.code] for one in failed_looks(session, review.subject_id)]
    review.payload = {**review.payload, "looks": looks}


def _kept_looks(review: Review) -> list[HistoryEntry]:
    looks = review.payload.get("looks")
    return [HistoryEntry(datetime.fromisoformat(at), code) for at, code in looks] if isinstance(looks, list) else []


LINK = ReviewKind(
    KIND_KEY, show, withdraw, keep, send_back=ask_provider, tell=tell, reasoned=frozenset(), find=find, is_moot=is_moot
)
