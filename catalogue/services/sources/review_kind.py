"""Reviews of sources that were registered; nothing is read from them before a moderator has approved them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.sources.run_states import Approval
from catalogue.models import Review, Source
from catalogue.services.reviewing.contract import ReviewDetails, ReviewKind
from catalogue.services.reviewing.queue import open_review
from catalogue.services.sources.source_settings import approve_source, refuse_source

KIND_KEY = "source"


def find(session: Session, limit: int) -> int:
    """Open up to ``limit`` items for sources that wait without one; return how many."""
    asked = select(Review.id).where(Review.kind == KIND_KEY, Review.subject_id == Source.id, Review.outcome == "")
    waiting = (
        select(Source).where(Source.approval == Approval.WAITING, ~asked.exists()).order_by(Source.id).limit(limit)
    )
    found = session.scalars(waiting).all()
    for source in found:
        open_review(session, KIND_KEY, source.id, source.name, provider=source.provider)
    return len(found)


def is_moot(session: Session, review: Review) -> bool:
    """Say whether the source is gone, or was decided on otherwise."""
    source = session.get(Source, review.subject_id)
    return source is None or source.approval != Approval.WAITING


def show(session: Session, review: Review) -> ReviewDetails:
    """Return what would be read, how often, and on what terms."""
    source = session.get(Source, review.subject_id)
    if source is None:
        return ReviewDetails()
    facts = [("url", source.address), ("licence", source.licence), ("terms", source.terms)]
    return ReviewDetails(source_key=source.key, source_url=source.address, facts=facts)


def approve(session: Session, review: Review, actor: Actor) -> None:
    """Let the source be harvested; its first run begins within a minute."""
    if source := session.get(Source, review.subject_id):
        approve_source(source)


def reject(session: Session, review: Review, actor: Actor) -> None:
    """Keep the source from being read; its owner may correct it and ask again."""
    if source := session.get(Source, review.subject_id):
        refuse_source(source)


SOURCE = ReviewKind(KIND_KEY, show, approve, reject, find=find, is_moot=is_moot)
