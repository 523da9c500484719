"""Providers and the people who work for them: proposing, claiming, inviting, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Actor, MemberRole, Role
from catalogue.domain.text.messages import N_, UserError
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import host_of
from catalogue.models import AuditEntry, Course, Provider, ProviderMember, User
from catalogue.services.accounts.audit_trail import record
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.accounts.people import grant
from catalogue.services.courses.index_changes import note_change
from catalogue.services.providers.known_providers import ensure_provider, find_provider
from catalogue.services.reviewing.queue import open_review

INVITATION_SALT = "invitation to a provider"
INVITATION_VALID_SECONDS = 14 * 24 * 3600
# Anybody can have a mailbox there, so it proves nothing about a provider.
PUBLIC_MAIL_HOSTS = (
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
    """There is a provider of this name already; ``provider`` is the existing one."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider.name)
        self.provider = provider


class LastOwner(UserError):
    """A provider that has members needs an owner."""


class NotYetApproved(Exception):
    """No moderator has yet confirmed that the organisation exists, so no mail is sent in its name."""


def propose_provider(session: Session, asked: ProviderRecord, description: str, actor: Actor) -> Provider:
    """Create a provider owned by whoever proposes it; its page waits for a moderator. Commits.

    Raise ``ProviderExists`` if the name is taken.
    """
    key = slugify(asked.name)
    if (known := find_provider(session, key)) is not None:
        raise ProviderExists(known)
    provider = ensure_provider(session, asked)
    provider.proposed = True
    provider.description = description
    session.flush()
    _join(session, provider, actor, MemberRole.OWNER)
    open_review(session, "provider", provider.id, provider.name, provider=provider, by=actor)
    record(session, actor, "proposed", f"provider:{provider.key}", provider.name)
    session.commit()
    return provider


def change_profile(session: Session, provider: Provider, asked: ProviderRecord, description: str, actor: Actor) -> None:
    """Change a provider's name, site, country and description. Its key stays, so that addresses do. Commits."""
    before = _profile(provider)
    provider.name = asked.name
    provider.url = asked.url
    provider.country = asked.country
    provider.description = description
    record(
        session, actor, "changed", f"provider:{provider.key}", provider.name, before=before, after=_profile(provider)
    )
    note_change(session, session.scalars(select(Course.id).where(Course.provider_id == provider.id)))
    session.commit()


def claim(session: Session, provider: Provider, user: User, actor: Actor, grounds: str) -> bool:
    """Ask to own a provider; return whether that was granted at once. Commits.

    It is granted at once to a confirmed mailbox at the provider's own site if nobody owns it yet. Where there is an
    owner, a mailbox at the site is not enough: at a university every student has one; such claims wait for a moderator.
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
    """Send a link with which the owner of a mailbox joins the provider. Commits. Raise ``NotYetApproved``."""
    if provider.proposed:
        raise NotYetApproved
    claims = [provider.key, email.strip().lower(), role, datetime.now(UTC).isoformat()]
    token = URLSafeTimedSerializer(secret, salt=INVITATION_SALT).dumps(claims)
    link = f"{address}/provide/join/{token}"
    write_mail(session, email, "invitation", actor.locale, provider=provider, name=actor.name, link=link)
    record(session, actor, "invited", f"provider:{provider.key}", provider.name, after={"email": email, "role": role})
    session.commit()


def invited_to(session: Session, token: str, user: User, *, secret: str) -> tuple[Provider, str] | None:
    """Return the provider that a link invites to and the role there.

    Return None if the link is not valid, too old or for another mailbox, or if its reader was removed from the provider
    after it was sent.
    """
    try:
        key, email, role, at = URLSafeTimedSerializer(secret, salt=INVITATION_SALT).loads(
            token, max_age=INVITATION_VALID_SECONDS
        )
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
    """Join the provider that a link invites to and return it; return None if ``invited_to`` does. Commits."""
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
    """Remove somebody from a provider's members. Commits. Raise ``LastOwner`` for its only owner."""
    held = session.get(ProviderMember, (user_id, provider.id))
    if held is None:
        return
    owners = [one for one in members_of(session, provider) if one.role == MemberRole.OWNER]
    if owners == [held]:
        raise LastOwner(N_("A provider needs an owner; make someone else the owner first."))
    session.delete(held)
    record(session, actor, "removed", f"provider:{provider.key}", provider.name, before={"member": held.user.email})
    session.commit()


def members_of(session: Session, provider: Provider) -> Sequence[ProviderMember]:
    """Return a provider's members, those who joined first at the beginning."""
    query = select(ProviderMember).where(ProviderMember.provider_id == provider.id)
    return session.scalars(query.options(joinedload(ProviderMember.user)).order_by(ProviderMember.joined_at)).all()


def providers_of(session: Session, actor: Actor) -> Sequence[Provider]:
    """Return the providers that somebody is a member of, by name."""
    keys = actor.owned_providers | actor.edited_providers
    return session.scalars(select(Provider).where(Provider.key.in_(keys)).order_by(Provider.name)).all()


def _profile(provider: Provider) -> dict[str, object]:
    return {name: getattr(provider, name) for name in ("name", "url", "country", "description")}


def _join(session: Session, provider: Provider, actor: Actor, role: str) -> None:
    session.add(ProviderMember(user_id=actor.user_id, provider_id=provider.id, role=role))
    session.flush()


def _was_removed(session: Session, provider: Provider, user: User, since: datetime) -> bool:
    """Say whether the person was removed since, by the audit trail, which nobody can edit: an old link brings nobody
    back."""
    removals = select(AuditEntry.before).where(
        AuditEntry.subject == f"provider:{provider.key}", AuditEntry.action == "removed", AuditEntry.at >= since
    )
    return any(before.get("member") == user.email for before in session.scalars(removals))


def _same_domain(email: str, url: str) -> bool:
    """Say whether a mailbox is at the site's host, or at the domain above its ``www``."""
    domain = email.rpartition("@")[2].lower()
    host = host_of(url).removeprefix("www.")
    return bool(host) and domain == host and domain not in PUBLIC_MAIL_HOSTS
