"""Reviews of new providers, and of people's claims that a provider is theirs."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor, Role
from catalogue.models import Provider, Review, User
from catalogue.services.accounts.people import grant
from catalogue.services.reviewing.contract import Difference, ReviewDetails, ReviewKind


def show_provider(session: Session, review: Review) -> ReviewDetails:
    """Return what would be published, and who asks."""
    profile = _profile(session.get_one(Provider, review.subject_id))
    return ReviewDetails(
        differences=[Difference(name, "", value) for name, value in profile], facts=[_asked_by(review)]
    )


def show_claim(session: Session, review: Review) -> ReviewDetails:
    """Return who asks and on what grounds, beside what the catalogue knows of the provider, which stays as it is."""
    grounds = ("grounds", str(review.payload.get("grounds", "")))
    return ReviewDetails(
        facts=[_asked_by(review), grounds, *_profile(session.get_one(Provider, review.subject_id))[1:]]
    )


def _profile(provider: Provider) -> list[tuple[str, str]]:
    return [
        ("provider", provider.name),
        ("website", provider.url),
        ("country", provider.country or ""),
        ("description", provider.description),
    ]


def _asked_by(review: Review) -> tuple[str, str]:
    return "asked-by", review.opened_by.email if review.opened_by else ""


def approve_provider(session: Session, review: Review, actor: Actor) -> None:
    """Make its page public."""
    session.get_one(Provider, review.subject_id).proposed = False


def reject_provider(session: Session, review: Review, actor: Actor) -> None:
    """Leave it without a page."""


def approve_claim(session: Session, review: Review, actor: Actor) -> None:
    """Make the person an owner of the provider."""
    provider = session.get_one(Provider, review.subject_id)
    if review.opened_by_id is not None:
        grant(session, session.get_one(User, review.opened_by_id), Role.PROVIDER_OWNER, provider.key)


def reject_claim(session: Session, review: Review, actor: Actor) -> None:
    """Change nothing."""


PROVIDER = ReviewKind("provider", show_provider, approve_provider, reject_provider)
CLAIM = ReviewKind("claim", show_claim, approve_claim, reject_claim)
