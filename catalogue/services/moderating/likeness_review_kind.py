"""Reviews of courses of different providers that may be one or belong together."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import LikenessState
from catalogue.domain.text.messages import N_
from catalogue.models import Course, Likeness, Review
from catalogue.services.moderating.likenesses import dismiss_uncommitted
from catalogue.services.reviewing.contract import CannotApprove, ReviewDetails, ReviewKind
from catalogue.services.reviewing.queue import open_review

KIND_KEY = "likeness"
CHOOSE_TEXT = N_("Open the suggestion and choose which of the two courses counts.")


def find(session: Session, limit: int) -> int:
    """Open up to ``limit`` items for suggestions that nobody has decided on; return how many."""
    one, other = aliased(Course), aliased(Course)
    known = select(Review.id).where(Review.kind == KIND_KEY, Review.subject_id == Likeness.id, Review.outcome == "")
    query = select(Likeness).join(one, one.id == Likeness.one_id).join(other, other.id == Likeness.other_id)
    query = query.where(
        Likeness.state == LikenessState.OPEN,
        one.status == CourseStatus.PUBLISHED,
        other.status == CourseStatus.PUBLISHED,
    )
    found = session.scalars(query.where(~known.exists()).order_by(Likeness.id).limit(limit)).all()
    for each in found:
        open_review(session, KIND_KEY, each.id, f"{each.one.title} – {each.other.title}")
    return len(found)


def is_moot(session: Session, review: Review) -> bool:
    """Say whether it was decided elsewhere, or one of the courses is no longer offered."""
    likeness = session.get(Likeness, review.subject_id)
    return (
        likeness is None
        or likeness.state != LikenessState.OPEN
        or {likeness.one.status, likeness.other.status} != {CourseStatus.PUBLISHED}
    )


def show(session: Session, review: Review) -> ReviewDetails:
    """Return both courses side by side."""
    return ReviewDetails(likeness=session.get(Likeness, review.subject_id))


def approve(session: Session, review: Review, actor: Actor) -> None:
    """Raise ``CannotApprove``: which of the two counts is chosen where both are seen."""
    raise CannotApprove(CHOOSE_TEXT)


def reject(session: Session, review: Review, actor: Actor) -> None:
    """Record that they have nothing to do with each other."""
    if likeness := session.get(Likeness, review.subject_id):
        dismiss_uncommitted(session, actor, likeness)


LIKENESS = ReviewKind(KIND_KEY, show, approve, reject, reasoned=frozenset(), find=find, is_moot=is_moot)
