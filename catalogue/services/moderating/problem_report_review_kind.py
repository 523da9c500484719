"""Reviews of readers' reports of problems; a person looks and corrects, or asks the provider to."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Verdict
from catalogue.models import Course, Review
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.moderating.problem_reports import KIND_KEY, reports_of
from catalogue.services.reviewing.contract import HistoryEntry, ReviewDetails, ReviewKind
from catalogue.services.reviewing.provider_contacts import contacts_of, notify_provider, require_contact


def show(session: Session, review: Review) -> ReviewDetails:
    """Return what each reader says is wrong."""
    course = session.get(Course, review.subject_id)
    published = course is not None and course.status == CourseStatus.PUBLISHED
    return ReviewDetails(
        course_slug=course.slug if course else "",
        course_url=course.url if course else "",
        history=[HistoryEntry(one.created_at, one.problem, one.note) for one in reports_of(session, review)],
        revisable=published,
        withdrawable=published,
        answerable=bool(contacts_of(session, review.provider_id)),
    )


def confirm_corrected(session: Session, review: Review, actor: Actor) -> None:
    """Change nothing: the course was corrected or withdrawn already."""


def dismiss_reports(session: Session, review: Review, actor: Actor) -> None:
    """Change nothing: there is nothing wrong with the course."""


def ask_provider(session: Session, review: Review, actor: Actor) -> None:
    """Keep the course as it is until its provider has looked at it. Raise ``CannotApprove``."""
    require_contact(session, review)


def tell(session: Session, review: Review, address: str) -> None:
    """Write to the readers who left an address, once, and forget the address; write to the provider too.

    The provider hears nothing if nothing was wrong.
    """
    course = session.get(Course, review.subject_id)
    reports = reports_of(session, review)
    for email, locale in {one.email.lower(): one.locale for one in reports if one.email}.items():
        write_mail(session, email, "report", locale, review=review, course=course, address=address)
    for one in reports:
        one.email = ""
    if course is not None and review.outcome != Verdict.REJECTED:
        notify_provider(session, review, course, address, sorted({one.problem for one in reports}))


REPORT = ReviewKind(
    KIND_KEY, show, approve=confirm_corrected, reject=dismiss_reports, send_back=ask_provider, tell=tell
)
