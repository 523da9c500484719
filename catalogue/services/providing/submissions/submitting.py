"""Handing a submission to the moderators, or publishing it at once for those whom they trust."""

from __future__ import annotations

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from catalogue.domain.people.permissions import Actor, Role
from catalogue.domain.people.review_states import EDITABLE_STATUSES, SubmissionStatus, missing_fields
from catalogue.models import Submission
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.audit_trail import record
from catalogue.services.providing.submissions.publishing import publish, understand
from catalogue.services.reviewing.queue import open_review
from catalogue.services.search.indexing import bring_index_up_to_date


class Incomplete(Exception):
    """Required fields are empty; ``fields`` names them."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def submit(session: Session, engine: SearchEngine, submission: Submission, actor: Actor) -> None:
    """Queue the submission for review, or publish it if its provider is trusted or its author moderates.

    A second time does nothing. Commits. Raise ``Incomplete`` and ``Unpublishable``.
    """
    if submission.status not in EDITABLE_STATUSES:
        return
    if missing := missing_fields(submission.content):
        raise Incomplete(missing)
    understand(submission)
    submission.submitted_at = now()
    submission.reason = ""
    subject = f"submission:{submission.id}"
    title = str(submission.content["title"])
    record(session, actor, "handed-in", subject, title)
    if _is_trusted(submission, actor):
        publish(session, submission)
        submission.status = SubmissionStatus.PUBLISHED
        record(session, actor, "published", subject, title)
    else:
        submission.status = SubmissionStatus.WAITING
        kind = "revision" if submission.is_revision else "submission"
        open_review(session, kind, submission.id, title, provider=submission.provider, by=actor)
    try:
        session.commit()
    except StaleDataError:  # the button was pressed twice at once, and the first press did it
        session.rollback()
        return
    bring_index_up_to_date(session, engine)


def _is_trusted(submission: Submission, actor: Actor) -> bool:
    return submission.provider.trusted or bool(actor.roles & {Role.MODERATOR, Role.ADMINISTRATOR})
