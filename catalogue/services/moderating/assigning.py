"""Assigning items of the queue to reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, Actor
from catalogue.models import GrantedRole, Review, User
from catalogue.services.accounts.audit_trail import record


def reviewers(session: Session) -> Sequence[User]:
    """Return everybody who may decide, by name."""
    able = User.roles.any(GrantedRole.name.in_(SECOND_FACTOR_ROLES))
    return session.scalars(select(User).where(able, User.active).order_by(User.name, User.email)).all()


def assign(session: Session, review: Review, actor: Actor) -> None:
    """Assign the item to the actor, or to nobody if it is the actor's already. Commits."""
    mine = review.assigned_to_id == actor.user_id
    _assign(session, review, None if mine else actor.user_id, actor)
    session.commit()


def assign_many(session: Session, review_ids: Iterable[int], to: int | None, actor: Actor) -> int:
    """Assign those items that still wait to one reviewer, or to nobody (None); return how many changed hands. Commits.

    Raise ``LookupError`` if ``to`` is nobody who may decide.
    """
    if to is not None and to not in {one.id for one in reviewers(session)}:
        raise LookupError(f"person {to} decides on nothing")
    query = select(Review).where(Review.id.in_(list(review_ids)), Review.outcome == "").order_by(Review.id)
    moved = [one for one in session.scalars(query) if one.assigned_to_id != to]
    for review in moved:
        _assign(session, review, to, actor)
    session.commit()
    return len(moved)


def _assign(session: Session, review: Review, to: int | None, actor: Actor) -> None:
    before = review.assigned_to_id
    review.assigned_to_id = to
    action = "gave-back" if to is None else "took" if to == actor.user_id else "assigned"
    record(
        session,
        actor,
        action,
        f"review:{review.id}",
        review.title,
        before={"assigned": before},
        after={"assigned": to},
    )
