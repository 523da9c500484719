"""Items that nobody submits: opened a few at a time, and closed when their reason is gone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import LAPSED_OUTCOME
from catalogue.models import Review
from catalogue.models.columns import now
from catalogue.services.accounts.audit_trail import record
from catalogue.services.database.independent_steps import run_independently
from catalogue.services.moderating.review_kinds import review_kinds
from catalogue.services.reviewing.contract import ReviewKind

MAX_OPENED_PER_RUN = 10
"""For each kind: as many as moderators can look at before the next run."""
MAX_WAITING_PER_KIND = 100
"""For each kind: with more waiting nobody sees what is urgent."""
NOBODY = Actor(name="")


@dataclass(frozen=True, slots=True)
class QueueChanges:
    """How many items were opened, and how many closed by themselves."""

    opened: int
    closed: int


def refresh_queue(session: Session) -> QueueChanges:
    """Close the items that have lost their reason, then open those that have one, within the limits. Commits."""
    found = [kind for kind in review_kinds().values() if kind.find is not None]
    closed = sum(run_independently(session, found, partial(_close_moot, session)))
    opened = sum(run_independently(session, found, partial(_open_new, session)))
    return QueueChanges(opened, closed)


def _open_new(session: Session, kind: ReviewKind) -> int:
    waiting = select(func.count()).select_from(Review).where(Review.kind == kind.key, Review.outcome == "")
    room = min(MAX_OPENED_PER_RUN, MAX_WAITING_PER_KIND - (session.scalar(waiting) or 0))
    opened = kind.find(session, room) if kind.find is not None and room > 0 else 0
    session.commit()
    return opened


def _close_moot(session: Session, kind: ReviewKind) -> int:
    waiting = session.scalars(select(Review).where(Review.kind == kind.key, Review.outcome == "")).all()
    return sum(
        _close_as_lapsed(session, one) for one in waiting if kind.is_moot is not None and kind.is_moot(session, one)
    )


def _close_as_lapsed(session: Session, review: Review) -> bool:
    review.outcome = LAPSED_OUTCOME
    review.closed_at = now()
    record(session, NOBODY, LAPSED_OUTCOME, f"review:{review.id}", review.title)
    try:
        session.commit()
    except StaleDataError:  # a moderator has just decided
        session.rollback()
        return False
    return True
