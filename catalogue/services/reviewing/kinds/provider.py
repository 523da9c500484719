"""New providers, and people who say that a provider is theirs."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.permissions import Actor, Role
from catalogue.models import Provider, Review, User
from catalogue.services.accounts import grant
from catalogue.services.reviewing.contract import Difference, Kind, Shown


def show(session: Session, review: Review) -> Shown:
    """Who it is, and who asks."""
    provider = session.get_one(Provider, review.subject_id)
    asks = review.opened_by.email if review.opened_by else ""
    return Shown(
        differences=[
            Difference("provider", "", provider.name),
            Difference("website", "", provider.url),
            Difference("country", "", provider.country or ""),
            Difference("description", "", provider.description),
        ],
        facts=[("asked-by", asks), ("grounds", str(review.payload.get("grounds", "")))],
    )


def approve_provider(session: Session, review: Review, actor: Actor) -> None:
    """Its page is public from now on."""
    session.get_one(Provider, review.subject_id).proposed = False


def reject_provider(session: Session, review: Review, actor: Actor) -> None:
    """It stays without a page."""


def approve_claim(session: Session, review: Review, actor: Actor) -> None:
    """The person owns the provider's listings from now on."""
    provider = session.get_one(Provider, review.subject_id)
    if review.opened_by_id is not None:
        grant(session, session.get_one(User, review.opened_by_id), Role.PROVIDER_OWNER, provider.key)


def reject_claim(session: Session, review: Review, actor: Actor) -> None:
    """Nothing changes."""


PROVIDER = Kind("provider", show, approve_provider, reject_provider)
CLAIM = Kind("claim", show, approve_claim, reject_claim)
