"""Reports by readers: nothing is proposed, a person looks and mends."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.permissions import Actor
from catalogue.models import Course, Review
from catalogue.services.mailing import post
from catalogue.services.reporting import KIND, reports_of
from catalogue.services.reviewing.contract import Kind, Shown


def show(session: Session, review: Review) -> Shown:
    """What each reader says is wrong."""
    course = session.get(Course, review.subject_id)
    return Shown(
        differences=(),
        course_slug=course.slug if course else "",
        facts=[(one.problem, one.note or "–") for one in reports_of(session, review)],
        withdrawable=course is not None and course.status == "published",
    )


def mended(session: Session, review: Review, actor: Actor) -> None:
    """The course was changed or withdrawn already; there is nothing left to do."""


def no_fault(session: Session, review: Review, actor: Actor) -> None:
    """The course stays as it is."""


def tell(session: Session, review: Review, address: str) -> None:
    """Write to those who left an address, once, and forget the address."""
    course = session.get(Course, review.subject_id)
    reports = reports_of(session, review)
    for email, locale in {one.email.lower(): one.locale for one in reports if one.email}.items():
        post(session, email, "report", locale, review=review, course=course, address=address)
    for one in reports:
        one.email = ""


REPORT = Kind(KIND, show, approve=mended, reject=no_fault, tell=tell)
