"""Reviews of new courses, and of revisions of published ones."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import SubmissionStatus
from catalogue.models import Review, Submission
from catalogue.services.providing.submissions.content import FORM_FIELDS, Content, as_text, content_of
from catalogue.services.providing.submissions.publishing import Unpublishable, publish
from catalogue.services.reviewing.contract import CannotApprove, Difference, ReviewDetails, ReviewKind


def show(session: Session, review: Review) -> ReviewDetails:
    """Return, field by field, what is published beside what was submitted."""
    submission = session.get_one(Submission, review.subject_id)
    course = submission.course if submission.is_revision else None
    before = content_of(course) if course else {}
    return ReviewDetails(
        differences=_differences(before, submission.content), course_slug=course.slug if course else ""
    )


def approve(session: Session, review: Review, actor: Actor) -> None:
    """Publish the submission. Raise ``CannotApprove`` if the stages reject it."""
    submission = session.get_one(Submission, review.subject_id)
    try:
        publish(session, submission)
    except Unpublishable as error:
        raise CannotApprove(error.message) from None
    submission.status = SubmissionStatus.PUBLISHED


def send_back(session: Session, review: Review, actor: Actor) -> None:
    """Let its author go on with it."""
    _end(session, review, SubmissionStatus.SENT_BACK)


def reject(session: Session, review: Review, actor: Actor) -> None:
    """End the submission; its author can still read it."""
    _end(session, review, SubmissionStatus.REJECTED)


def _end(session: Session, review: Review, status: SubmissionStatus) -> None:
    submission = session.get_one(Submission, review.subject_id)
    submission.status = status
    submission.reason = review.reason


def _differences(before: Content, after: Content) -> list[Difference]:
    found = [Difference(name, as_text(before.get(name)), as_text(after.get(name))) for name in FORM_FIELDS]
    return [one for one in found if one.before != one.after]


SUBMISSION = ReviewKind("submission", show, approve, reject, send_back)
REVISION = ReviewKind("revision", show, approve, reject, send_back)
