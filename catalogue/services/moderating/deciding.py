"""Deciding on an item of the queue: once, with a reason, on record, and told to those concerned."""

from __future__ import annotations

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Verdict
from catalogue.domain.text.messages import N_
from catalogue.models import Review
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.audit_trail import record
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.moderating.review_kinds import review_kinds
from catalogue.services.reviewing.contract import CannotApprove, ReviewKind
from catalogue.services.search.indexing import bring_index_up_to_date


class AlreadyDecided(Exception):
    """Somebody else was first, or the item has changed since it was looked at; ``review`` is its present state."""

    def __init__(self, review: Review) -> None:
        super().__init__(f"review {review.id} was {review.outcome or 'changed'} by somebody else")
        self.review = review


class ReasonMissing(Exception):
    """A verdict that needs a reason has none: people are told why something is sent back or rejected."""


def decide(
    session: Session,
    engine: SearchEngine,
    review: Review,
    seen_version: int,
    verdict: Verdict,
    actor: Actor,
    *,
    reason: str = "",
    address: str = "",
) -> None:
    """Approve, send back or reject; ``seen_version`` is the version that the person looked at. Commits.

    ``address`` is the catalogue's, for the link in the mail. Raise ``AlreadyDecided``, ``ReasonMissing`` and
    ``CannotApprove``; then nothing has changed.
    """
    decide_unindexed(session, review, seen_version, verdict, actor, reason=reason, address=address)
    bring_index_up_to_date(session, engine)


def decide_unindexed(
    session: Session,
    review: Review,
    seen_version: int,
    verdict: Verdict,
    actor: Actor,
    *,
    reason: str = "",
    address: str = "",
) -> None:
    """Decide as ``decide`` does, but leave the index to the caller, who decides on several. Commits."""
    if review.outcome or review.version != seen_version:
        raise AlreadyDecided(review)
    kind = review_kinds()[review.kind]
    if verdict in kind.reasoned and not reason.strip():
        raise ReasonMissing
    try:
        _act(session, kind, review, verdict, actor, reason.strip())
        _tell(session, kind, review, address)
        session.commit()
    except StaleDataError:
        session.rollback()
        session.refresh(review)
        raise AlreadyDecided(review) from None
    except BaseException:
        session.rollback()
        raise


def _act(session: Session, kind: ReviewKind, review: Review, verdict: Verdict, actor: Actor, reason: str) -> None:
    acts = {Verdict.APPROVED: kind.approve, Verdict.SENT_BACK: kind.send_back, Verdict.REJECTED: kind.reject}
    act = acts[verdict]
    if act is None:
        raise CannotApprove(N_("There is nobody to send this back to; approve or reject it."))
    shown = kind.show(session, review)
    review.reason = reason
    review.outcome = verdict
    review.closed_at = now()
    review.closed_by_id = actor.user_id
    act(session, review, actor)
    before = {one.field: one.before for one in shown.differences}
    after = {one.field: one.after for one in shown.differences}
    record(
        session, actor, verdict, f"review:{review.id}", review.title, before=before, after={**after, "reason": reason}
    )


def _tell(session: Session, kind: ReviewKind, review: Review, address: str) -> None:
    if kind.tell is not None:
        kind.tell(session, review, address)
    who = review.opened_by
    if who is not None and who.active:
        write_mail(session, who.email, "decision", who.locale, review=review, address=address)
