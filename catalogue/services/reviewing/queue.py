"""Opening items of the moderators' queue, and reading the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.people.permissions import Actor
from catalogue.models import Provider, Review

REVIEWS_PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRequest:
    """Which part of the queue is wanted; empty means all.

    ``mine`` is the id of the reviewer it is assigned to, ``unassigned`` asks for what is assigned to nobody.
    """

    kind: str = ""
    provider: str = ""
    mine: int | None = None
    unassigned: bool = False
    closed: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A page of the queue, with how many there are of each kind, and the providers (key, name) of all that waits."""

    reviews: Sequence[Review]
    total: int
    counts: dict[str, int]
    providers: Sequence[tuple[str, str]]


def open_review(
    session: Session,
    kind: str,
    subject_id: int,
    title: str,
    *,
    provider: Provider | None = None,
    by: Actor | None = None,
    payload: dict[str, object] | None = None,
) -> Review:
    """Return the open review of this subject, opened if there is none; the caller commits."""
    same = select(Review).where(Review.kind == kind, Review.subject_id == subject_id, Review.outcome == "")
    found = session.scalar(same)
    if found is not None:
        return found
    review = Review(
        kind=kind,
        subject_id=subject_id,
        title=title[:500],
        provider_id=provider.id if provider else None,
        opened_by_id=by.user_id if by else None,
        payload=payload or {},
    )
    session.add(review)
    session.flush()
    return review


def queue(session: Session, asked: QueueRequest) -> Queue:
    """Return a page of what waits, the oldest first; of what is closed, the latest first."""
    order = Review.closed_at.desc() if asked.closed else Review.opened_at
    people = (joinedload(Review.opened_by), joinedload(Review.assigned_to), joinedload(Review.closed_by))
    page = _matching(select(Review), asked).order_by(order, Review.id).options(*people)
    waiting = select(Provider.key, Provider.name).join(Review, Review.provider_id == Provider.id)
    waiting = waiting.where(Review.outcome == "").distinct().order_by(Provider.name)
    counted = select(Review.kind, func.count()).where(Review.outcome == "").group_by(Review.kind)
    return Queue(
        reviews=session.scalars(page.limit(REVIEWS_PER_PAGE).offset((asked.page - 1) * REVIEWS_PER_PAGE)).all(),
        total=session.scalar(_matching(select(func.count()).select_from(Review), asked)) or 0,
        counts={row[0]: row[1] for row in session.execute(counted)},
        providers=[(row[0], row[1]) for row in session.execute(waiting)],
    )


def review_by_id(session: Session, review_id: int) -> Review | None:
    """Return the item with this number, open or closed."""
    return session.get(Review, review_id)


def next_after(session: Session, review: Review, actor: Actor) -> Review | None:
    """Return what waits longest besides this and is with nobody else, the same kind first; None if nothing waits."""
    free = or_(Review.assigned_to_id.is_(None), Review.assigned_to_id == actor.user_id)
    waiting = select(Review).where(Review.outcome == "", Review.id != review.id, free)
    other = case((Review.kind == review.kind, 0), else_=1)
    return session.scalar(waiting.order_by(other, Review.opened_at, Review.id).limit(1))


def _matching(query: Select[Any], asked: QueueRequest) -> Select[Any]:
    query = query.where(Review.outcome != "" if asked.closed else Review.outcome == "")
    if asked.kind:
        query = query.where(Review.kind == asked.kind)
    if asked.provider:
        query = query.join(Provider, Review.provider_id == Provider.id).where(Provider.key == asked.provider)
    if asked.mine is not None:
        query = query.where(Review.assigned_to_id == asked.mine)
    if asked.unassigned:
        query = query.where(Review.assigned_to_id.is_(None))
    return query
