"""One verdict for several items of one kind. Each is decided by itself; those that cannot be are reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Verdict
from catalogue.domain.text.messages import Message
from catalogue.models import Review
from catalogue.search.port import SearchEngine
from catalogue.services.moderating.deciding import AlreadyDecided, ReasonMissing, decide_unindexed
from catalogue.services.moderating.review_kinds import review_kinds
from catalogue.services.reviewing.contract import CannotApprove
from catalogue.services.search.indexing import bring_index_up_to_date


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """What became of one item. If ``decided`` is False, ``problem`` says why; it is None if somebody else was
    quicker."""

    review: Review
    decided: bool
    problem: Message | None = None


def decide_many(
    session: Session,
    engine: SearchEngine,
    chosen: Mapping[int, int],
    kind: str,
    verdict: Verdict,
    actor: Actor,
    *,
    reason: str = "",
    address: str = "",
) -> list[DecisionResult]:
    """Decide on items, their ids mapped to the versions that were looked at; return what became of each.

    Items of another kind are skipped. Commits each by itself. Raise ``ReasonMissing`` before the first.
    """
    if verdict in review_kinds()[kind].reasoned and not reason.strip():
        raise ReasonMissing
    results = []
    for review_id, seen in chosen.items():
        review = session.get(Review, review_id)
        if review is not None and review.kind == kind:
            results.append(_decide(session, review, seen, verdict, actor, reason, address))
    bring_index_up_to_date(session, engine)
    return results


def _decide(
    session: Session, review: Review, seen: int, verdict: Verdict, actor: Actor, reason: str, address: str
) -> DecisionResult:
    try:
        decide_unindexed(session, review, seen, verdict, actor, reason=reason, address=address)
    except AlreadyDecided:
        return DecisionResult(review, decided=False)
    except CannotApprove as error:
        return DecisionResult(review, decided=False, problem=error.message)
    return DecisionResult(review, decided=True)
