"""Drafts of courses: beginning, saving and deleting them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.people.review_states import EDITABLE_STATUSES, SubmissionStatus
from catalogue.models import Course, Provider, Submission
from catalogue.models.columns import now
from catalogue.services.providing.submissions.content import Content, content_of

UNFINISHED_STATUSES = (SubmissionStatus.DRAFT, SubmissionStatus.WAITING, SubmissionStatus.SENT_BACK)


class NotEditable(Exception):
    """The submission waits for a decision or has been decided on; nothing was saved."""


class ChangedElsewhere(Exception):
    """Another window or person saved these fields since this form was shown; nothing was saved."""


def begin_draft(session: Session, provider: Provider, actor: Actor, content: Content | None = None) -> Submission:
    """Return a new draft of this provider, or the empty one that this person began before. Commits."""
    if not content and (empty := _empty_draft(session, provider, actor)) is not None:
        return empty
    submission = Submission(
        ref=secrets.token_urlsafe(9), provider_id=provider.id, author_id=actor.user_id, content=content or {}
    )
    session.add(submission)
    session.commit()
    return submission


def draft_copy_of(session: Session, course: Course, actor: Actor) -> Submission:
    """Return a new draft that says what the course says, but for its dates and its own address. Commits."""
    content = content_of(course)
    return begin_draft(session, course.provider, actor, {**content, "url": "", "instances": []})


def begin_revision(session: Session, course: Course, actor: Actor) -> Submission:
    """Return the revision of this course that is under way, or a new one. Commits."""
    found = session.scalar(
        select(Submission).where(Submission.course_id == course.id, Submission.status.in_(UNFINISHED_STATUSES))
    )
    if found is not None:
        return found
    submission = begin_draft(session, course.provider, actor, content_of(course))
    submission.course_id = course.id
    submission.is_revision = True

    session.commit()
    return submission


def save_draft(session: Session, submission: Submission, values: Content, seen: str | None = None) -> None:
    """Save what was typed, whether it is complete or not. Commits.

    ``seen`` is the ``content_hash`` of these fields when the form was shown. Raise ``NotEditable``, and
    ``ChangedElsewhere`` if somebody else saved them since.
    """
    if submission.status not in EDITABLE_STATUSES:
        raise NotEditable
    stands = content_hash(submission.content, values)
    if seen is not None and seen != stands and stands != content_hash(values, values):
        raise ChangedElsewhere
    merged = {**submission.content, **values}
    if merged != submission.content:
        submission.content = merged
        submission.updated_at = now()
    try:
        session.commit()
    except StaleDataError:
        session.rollback()
        raise ChangedElsewhere from None


def content_hash(content: Content, names: Iterable[str]) -> str:
    """Return a short hash of what these fields say; it changes when one of them does."""
    values = {name: content.get(name) or None for name in names}
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def delete_draft(session: Session, submission: Submission) -> None:
    """Delete a draft. Commits. Raise ``NotEditable``."""
    if submission.status not in EDITABLE_STATUSES:
        raise NotEditable
    session.delete(submission)
    session.commit()


def editable_submission(session: Session, ref: str, actor: Actor) -> Submission | None:
    """Return the submission if this person may write for its provider, else None."""
    found = session.scalar(select(Submission).where(Submission.ref == ref))
    allowed = found is not None and may(actor, Act.SUBMIT_LISTINGS, provider=found.provider.key)
    return found if allowed else None


def submissions_of(session: Session, provider: Provider) -> Sequence[Submission]:
    """Return what is under way at a provider, the latest change first."""
    query = select(Submission).where(Submission.provider_id == provider.id, Submission.status.in_(UNFINISHED_STATUSES))
    return session.scalars(query.order_by(Submission.updated_at.desc())).all()


def _empty_draft(session: Session, provider: Provider, actor: Actor) -> Submission | None:
    own = select(Submission).where(Submission.provider_id == provider.id, Submission.author_id == actor.user_id)
    drafts = session.scalars(own.where(Submission.status == SubmissionStatus.DRAFT, Submission.course_id.is_(None)))
    return next((one for one in drafts if not one.content), None)
