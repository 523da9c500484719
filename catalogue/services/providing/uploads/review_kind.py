"""Reviews of files of listings, one for all rows of a file."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import UploadStatus
from catalogue.models import Review, Upload
from catalogue.services.providing.submissions.publishing import Unpublishable
from catalogue.services.providing.uploads.apply_rows import apply_chosen_rows
from catalogue.services.reviewing.contract import CannotApprove, Difference, ReviewDetails, ReviewKind

TITLES_SHOWN = 25


def show(session: Session, review: Review) -> ReviewDetails:
    """Return how many rows do what, and the titles of the first ones. The page of the file shows every row."""
    upload = session.get_one(Upload, review.subject_id)
    chosen = [row for row in upload.rows if row.chosen]
    counted = Counter(row.finding for row in chosen)
    titles = [f"{row.title} ({', '.join(row.changes)})" if row.changes else row.title for row in chosen[:TITLES_SHOWN]]
    return ReviewDetails(
        differences=[Difference("listings", "", "\n".join(titles))],
        facts=[("new-listings", str(counted["new"])), ("changed-listings", str(counted["changed"]))],
        upload_ref=upload.ref,
    )


def approve(session: Session, review: Review, actor: Actor) -> None:
    """Apply every chosen row. Raise ``CannotApprove`` if the stages reject one."""
    try:
        apply_chosen_rows(session, session.get_one(Upload, review.subject_id))
    except Unpublishable as error:
        raise CannotApprove(error.message) from None


def send_back(session: Session, review: Review, actor: Actor) -> None:
    """Let its provider choose other rows, or upload a better file."""
    _end(session, review, UploadStatus.SENT_BACK)


def reject(session: Session, review: Review, actor: Actor) -> None:
    """End the file; its provider can still read it."""
    _end(session, review, UploadStatus.REJECTED)


def _end(session: Session, review: Review, status: UploadStatus) -> None:
    upload = session.get_one(Upload, review.subject_id)
    upload.status = status
    upload.reason = review.reason


UPLOAD = ReviewKind("upload", show, approve, reject, send_back)
