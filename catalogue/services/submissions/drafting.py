"""Beginning, saving and throwing away what somebody writes about a course."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalogue.domain.addresses import canonical_url
from catalogue.domain.identity import title_key
from catalogue.domain.moderation import EDITABLE, SubmissionStatus
from catalogue.domain.permissions import Act, Actor, may
from catalogue.models import Course, Provider, Submission
from catalogue.models.columns import now
from catalogue.services.submissions.content import Content, content_of

OPEN = (SubmissionStatus.DRAFT, SubmissionStatus.WAITING, SubmissionStatus.SENT_BACK)
SIMILAR = 5


class NotEditable(Exception):
    """The submission waits for a decision or has had it; what was typed was not taken."""


def begin(session: Session, provider: Provider, actor: Actor, content: Content | None = None) -> Submission:
    """A new draft of this provider. Commits."""
    submission = Submission(
        ref=secrets.token_urlsafe(9), provider_id=provider.id, author_id=actor.user_id, content=content or {}
    )
    session.add(submission)
    session.commit()
    return submission


def copy_of(session: Session, course: Course, actor: Actor) -> Submission:
    """A new draft that says what the course says, but for its dates and its own address. Commits."""
    content = content_of(course)
    return begin(session, course.provider, actor, {**content, "url": "", "instances": []})


def revise(session: Session, course: Course, actor: Actor) -> Submission:
    """The revision of this course that is under way, or a new one. Commits."""
    found = session.scalar(select(Submission).where(Submission.course_id == course.id, Submission.status.in_(OPEN)))
    if found is not None:
        return found
    submission = begin(session, course.provider, actor, content_of(course))
    submission.course_id, submission.is_revision = course.id, True
    submission.seen_fingerprint = course.fingerprint
    session.commit()
    return submission


def save(session: Session, submission: Submission, values: Content) -> None:
    """Keep what was typed, whether it is complete or not. Commits. Raises ``NotEditable``."""
    if submission.status not in EDITABLE:
        raise NotEditable
    merged = {**submission.content, **values}
    if merged != submission.content:
        submission.content, submission.updated_at = merged, now()
    session.commit()


def discard(session: Session, submission: Submission) -> None:
    """Throw a draft away. Commits. Raises ``NotEditable``."""
    if submission.status not in EDITABLE:
        raise NotEditable
    session.delete(submission)
    session.commit()


def submission_for(session: Session, ref: str, actor: Actor) -> Submission | None:
    """The submission, if this person may write for its provider."""
    found = session.scalar(select(Submission).where(Submission.ref == ref))
    allowed = found is not None and may(actor, Act.SUBMIT_LISTINGS, provider=found.provider.key)
    return found if allowed else None


def submissions_of(session: Session, provider: Provider) -> Sequence[Submission]:
    """What is under way at a provider, the latest first."""
    query = select(Submission).where(Submission.provider_id == provider.id, Submission.status.in_(OPEN))
    return session.scalars(query.order_by(Submission.updated_at.desc())).all()


def similar_courses(session: Session, submission: Submission) -> Sequence[Course]:
    """Published courses of the same address or title: what is written may be in the catalogue already."""
    title = title_key(str(submission.content.get("title") or ""))[:500]
    url = canonical_url(str(submission.content.get("url") or ""))
    if not (title or url):
        return ()
    same = or_(Course.title_key == (title or None), Course.url == (url or None))
    query = select(Course).where(same, Course.status == "published", Course.id != (submission.course_id or 0))
    return session.scalars(query.order_by(Course.id).limit(SIMILAR)).all()
