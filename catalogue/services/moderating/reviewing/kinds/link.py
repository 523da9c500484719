"""Courses whose own page has not been found four times, a week apart: withdraw, ask the provider, or keep."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Verdict
from catalogue.models import Course, LinkLook, Review
from catalogue.models.columns import now
from catalogue.services.courses.link_checks import STRIKES as ENOUGH
from catalogue.services.courses.link_checks import looks_in_vain, page_is_gone
from catalogue.services.moderating.reviewing.contract import Happened, Kind, Shown
from catalogue.services.moderating.reviewing.providers_people import ask, people_of, tell_people
from catalogue.services.moderating.reviewing.queue import open_review
from catalogue.services.providing.listings import withdraw_unindexed

KIND = "link"
PATIENCE = timedelta(days=28)
"""For a provider that was asked; if its page is still away then, the course comes to the queue again."""


def find(session: Session, room: int) -> int:
    """Open items for pages that are gone, those first that have been for longest; never for what was decided already
    since the page was last there."""
    since = select(LinkLook.course_id, func.min(LinkLook.at).label("first"), func.max(LinkLook.url).label("url"))
    streak = since.group_by(LinkLook.course_id).subquery()
    settled = and_(Review.outcome.in_((Verdict.APPROVED, Verdict.REJECTED)), Review.closed_at > streak.c.first)
    asked = and_(Review.outcome == Verdict.SENT_BACK, Review.closed_at > now() - PATIENCE)
    known = select(Review.id).where(
        Review.kind == KIND, Review.subject_id == Course.id, or_(Review.outcome == "", settled, asked)
    )
    query = select(Course).join(streak, streak.c.course_id == Course.id)
    query = query.where(
        Course.status == CourseStatus.PUBLISHED, Course.link_failures >= ENOUGH, Course.url == streak.c.url
    )
    found = session.scalars(query.where(~known.exists()).order_by(streak.c.first, Course.id).limit(room)).all()
    for course in found:
        open_review(session, KIND, course.id, course.title, provider=course.provider, payload={"url": course.url})
    return len(found)


def is_moot(session: Session, review: Review) -> bool:
    """The page is back, or another, or the course is no longer offered."""
    course = session.get(Course, review.subject_id)
    if course is None or course.status != CourseStatus.PUBLISHED:
        return True
    return not page_is_gone(course) or course.url != review.payload.get("url")


def show(session: Session, review: Review) -> Shown:
    """What was tried, and when."""
    course = session.get(Course, review.subject_id)
    return Shown(
        course_slug=course.slug if course else "",
        course_url=str(review.payload.get("url", "")),
        history=_kept(review) or [Happened(one.at, one.code) for one in looks_in_vain(session, review.subject_id)],
        revisable=course is not None and course.status == CourseStatus.PUBLISHED,
        answerable=bool(people_of(session, review.provider_id)),
    )


def withdraw(session: Session, review: Review, actor: Actor) -> None:
    """Take the course out of the catalogue."""
    _keep_looks(session, review)
    withdraw_unindexed(session, session.get_one(Course, review.subject_id), actor)


def ask_provider(session: Session, review: Review, actor: Actor) -> None:
    """The course stays until its provider has answered, or the time for that is over."""
    _keep_looks(session, review)
    ask(session, review)


def keep(session: Session, review: Review, actor: Actor) -> None:
    """The course stays as it is: people may reach what programs do not."""
    _keep_looks(session, review)


def tell(session: Session, review: Review, address: str) -> None:
    """Write to the provider unless nothing happens."""
    if review.outcome != Verdict.REJECTED:
        tell_people(session, review, session.get_one(Course, review.subject_id), address)


def _keep_looks(session: Session, review: Review) -> None:
    """For whoever reads the decision when the page is back and its looks are forgotten."""
    looks = [[one.at.isoformat(), one.code] for one in looks_in_vain(session, review.subject_id)]
    review.payload = {**review.payload, "looks": looks}


def _kept(review: Review) -> list[Happened]:
    looks = review.payload.get("looks")
    return [Happened(datetime.fromisoformat(at), code) for at, code in looks] if isinstance(looks, list) else []


LINK = Kind(
    KIND, show, withdraw, keep, send_back=ask_provider, tell=tell, reasoned=frozenset(), find=find, is_moot=is_moot
)
