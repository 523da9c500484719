"""Reports by readers: nothing is proposed, a person looks and mends, or asks the provider to."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Verdict
from catalogue.models import Course, Review
from catalogue.services.accounts.mailing import post
from catalogue.services.moderating.problem_reports import KIND, reports_of
from catalogue.services.moderating.reviewing.contract import Happened, Kind, Shown
from catalogue.services.moderating.reviewing.providers_people import ask, people_of, tell_people


def show(session: Session, review: Review) -> Shown:
    """What each reader says is wrong."""
    course = session.get(Course, review.subject_id)
    published = course is not None and course.status == CourseStatus.PUBLISHED
    return Shown(
        course_slug=course.slug if course else "",
        course_url=course.url if course else "",
        history=[Happened(one.created_at, one.problem, one.note) for one in reports_of(session, review)],
        revisable=published,
        withdrawable=published,
        answerable=bool(people_of(session, review.provider_id)),
    )


def mended(session: Session, review: Review, actor: Actor) -> None:
    """The course was changed or withdrawn already; there is nothing left to do."""


def no_fault(session: Session, review: Review, actor: Actor) -> None:
    """The course stays as it is."""


def ask_provider(session: Session, review: Review, actor: Actor) -> None:
    """The course stays as it is until its provider has looked at it."""
    ask(session, review)


def tell(session: Session, review: Review, address: str) -> None:
    """Write to those who left an address, once, and forget the address; to the provider unless nothing was wrong."""
    course = session.get(Course, review.subject_id)
    reports = reports_of(session, review)
    for email, locale in {one.email.lower(): one.locale for one in reports if one.email}.items():
        post(session, email, "report", locale, review=review, course=course, address=address)
    for one in reports:
        one.email = ""
    if course is not None and review.outcome != Verdict.REJECTED:
        tell_people(session, review, course, address, sorted({one.problem for one in reports}))


REPORT = Kind(KIND, show, approve=mended, reject=no_fault, send_back=ask_provider, tell=tell)
