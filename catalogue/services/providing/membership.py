"""Providers and the people who work for them: proposing, claiming, inviting, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Actor, MemberRole, Role
from catalogue.domain.sources.web_addresses import host_of
from catalogue.domain.text.messages import N_, Told
from catalogue.domain.text.slugs import slugify
from catalogue.models import AuditEntry, Course, Provider, ProviderMember, User
from catalogue.services.accounts.mailing import post
from catalogue.services.accounts.people import grant
from catalogue.services.moderating.audit_trail import record
from catalogue.services.moderating.reviewing.queue import open_review
from catalogue.services.providing.providers import ensure_provider, find_provider
from catalogue.services.search.indexing import note_change

INVITATION = "invitation to a provider"
VALID_SECONDS = 14 * 24 * 3600
# Mailboxes that anybody can have prove nothing about a provider.
SHARED = (
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "seznam.cz",
    "gmx.de",
    "web.de",
    "icloud.com",
)


class ProviderExists(Exception):
    """There is a provider of this name already; ``provider`` is it."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider.name)
        self.provider = provider


class LastOwner(Told):
    """A provider with members needs an owner."""


class NotYetApproved(Exception):
    """Nobody has seen yet whether there is such an organisation, so nobody gets mail in its name."""


def propose_provider(session: Session, asked: ProviderRecord, description: str, actor: Actor) -> Provider:
    """A new provider of whoever proposes it; its page waits for a moderator. Commits. Raises ``ProviderExists``."""
    key = slugify(asked.name)
    if (known := find_provider(session, key)) is not None:
        raise ProviderExists(known)
    provider = ensure_provider(session, asked)
    provider.proposed, provider.description = True, description
    session.flush()
    _join(session, provider, actor, MemberRole.OWNER)
    open_review(session, "provider", provider.id, provider.name, provider=provider, by=actor)
    record(session, actor, "proposed", f"provider:{provider.key}", provider.name)
    session.commit()
    return provider


def change_profile(session: Session, provider: Provider, asked: ProviderRecord, description: str, actor: Actor) -> None:
    """How a provider shows itself. Its key stays, so that addresses do. Commits."""
    before = _profile(provider)
    provider.name, provider.url, provider.country = asked.name, asked.url, asked.country
    provider.description = description
    record(
        session, actor, "changed", f"provider:{provider.key}", provider.name, before=before, after=_profile(provider)
    )
    note_change(session, session.scalars(select(Course.id).where(Course.provider_id == provider.id)))
    session.commit()


def claim(session: Session, provider: Provider, user: User, actor: Actor, grounds: str) -> bool:
    """Ask to own a provider; granted at once to a confirmed mailbox at its own site if nobody owns it yet. Commits.

    Where there is an owner, a mailbox at the site is not enough: at a university every student has one. Answers whether
    it was granted.
    """
    at_its_site = user.confirmed_at is not None and _same_domain(user.email, provider.url)
    proven = at_its_site and not any(one.role == MemberRole.OWNER for one in members_of(session, provider))
    if proven:
        grant(session, user, Role.PROVIDER_OWNER, provider.key)
        record(session, actor, "claimed", f"provider:{provider.key}", provider.name, after={"proof": "mailbox"})
    else:
        open_review(
            session, "claim", provider.id, provider.name, provider=provider, by=actor, payload={"grounds": grounds}
        )
    session.commit()
    return proven


def invite(
    session: Session, provider: Provider, actor: Actor, email: str, role: str, *, secret: str, address: str
) -> None:
    """Send a link with which the owner of a mailbox joins. Commits. Raises ``NotYetApproved``."""
    if provider.proposed:
        raise NotYetApproved
    told = [provider.key, email.strip().lower(), role, datetime.now(UTC).isoformat()]
    token = URLSafeTimedSerializer(secret, salt=INVITATION).dumps(told)
    link = f"{address}/provide/join/{token}"
    post(session, email, "invitation", actor.locale, provider=provider, name=actor.name, link=link)
    record(session, actor, "invited", f"provider:{provider.key}", provider.name, after={"email": email, "role": role})
    session.commit()


def invited_to(session: Session, token: str, user: User, *, secret: str) -> tuple[Provider, str] | None:
    """The provider that a link speaks of and the role there; None if it is not valid, too old or for another mailbox,
    or if its reader was a member since and has been removed.
    """
    try:
        key, email, role, at = URLSafeTimedSerializer(secret, salt=INVITATION).loads(token, max_age=VALID_SECONDS)
    except BadData:
        return None
    provider = find_provider(session, key)
    if (
        provider is None
        or user.email.lower() != email
        or _was_removed(session, provider, user, datetime.fromisoformat(at))
    ):
        return None
    return provider, role


def accept_invitation(session: Session, token: str, user: User, actor: Actor, *, secret: str) -> Provider | None:
    """Join the provider that a link speaks of; None if ``invited_to`` knows none. Commits."""
    invited = invited_to(session, token, user, secret=secret)
    if invited is None:
        return None
    provider, role = invited
    if session.get(ProviderMember, (user.id, provider.id)) is None:
        _join(session, provider, actor, role)
        record(session, actor, "joined", f"provider:{provider.key}", provider.name, after={"role": role})
    session.commit()
    return provider


def remove_member(session: Session, provider: Provider, user_id: int, actor: Actor) -> None:
    """Take somebody off a provider's members. Commits. Raises ``LastOwner``."""
    held = session.get(ProviderMember, (user_id, provider.id))
    if held is None:
        return
    owners = [one for one in members_of(session, provider) if one.role == MemberRole.OWNER]
    if owners == [held]:
        raise LastOwner(N_("A provider needs an owner; make somebody else one first."))
    session.delete(held)
    record(session, actor, "removed", f"provider:{provider.key}", provider.name, before={"member": held.user.email})
    session.commit()


def members_of(session: Session, provider: Provider) -> Sequence[ProviderMember]:
    """Everybody who works for a provider."""
    query = select(ProviderMember).where(ProviderMember.provider_id == provider.id)
    return session.scalars(query.options(joinedload(ProviderMember.user)).order_by(ProviderMember.joined_at)).all()


def providers_of(session: Session, actor: Actor) -> Sequence[Provider]:
    """The providers somebody works for, by name."""
    keys = actor.owned_providers | actor.edited_providers
    return session.scalars(select(Provider).where(Provider.key.in_(keys)).order_by(Provider.name)).all()


def _profile(provider: Provider) -> dict[str, object]:
    return {name: getattr(provider, name) for name in ("name", "url", "country", "description")}


def _join(session: Session, provider: Provider, actor: Actor, role: str) -> None:
    session.add(ProviderMember(user_id=actor.user_id, provider_id=provider.id, role=role))
    session.flush()


def _was_removed(session: Session, provider: Provider, user: User, since: datetime) -> bool:
    """By the audit trail, which nobody can edit: whoever was sent away does not come back by an old link."""
    removals = select(AuditEntry.before).where(
        AuditEntry.subject == f"provider:{provider.key}", AuditEntry.action == "removed", AuditEntry.at >= since
    )
    return any(before.get("member") == user.email for before in session.scalars(removals))


def _same_domain(email: str, url: str) -> bool:
    """Whether a mailbox is at the site's host, or at the domain above its ``www``."""
    domain, host = email.rpartition("@")[2].lower(), host_of(url).removeprefix("www.")
    return bool(host) and domain == host and domain not in SHARED
