"""User accounts, and what they have been granted."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.people.permissions import Actor, MemberRole, Role
from catalogue.domain.places.regions import region, regions
from catalogue.models import GrantedRole, Provider, ProviderMember, RegionCurator, User
from catalogue.models.columns import now

SITE_WIDE_ROLES = (Role.MODERATOR, Role.ADMINISTRATOR)
MEMBERSHIP_BY_ROLE = {Role.PROVIDER_OWNER: MemberRole.OWNER, Role.PROVIDER_EDITOR: MemberRole.EDITOR}


class CannotGrant(ValueError):
    """The role needs a provider or a region that is missing or unknown; the message says which."""


def actor_of(user: User) -> Actor:
    """Return what a signed-in person is and may touch."""
    names = {role.name for role in user.roles}
    return Actor(
        user_id=user.id,
        name=user.name or user.email.partition("@")[0],
        locale=user.locale,
        moderator=Role.MODERATOR in names,
        administrator=Role.ADMINISTRATOR in names,
        owned_providers=frozenset(one.provider.key for one in user.memberships if one.role == MemberRole.OWNER),
        edited_providers=frozenset(one.provider.key for one in user.memberships if one.role == MemberRole.EDITOR),
        regions=frozenset(one.region for one in user.curated),
    )


def user_by_email(session: Session, email: str) -> User | None:
    """Return the person with this address, whatever its case; None if there is none."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def user_by_id(session: Session, user_id: int) -> User:
    """Return the person with this number. Raises ``sqlalchemy.exc.NoResultFound``."""
    return session.get_one(User, user_id)


def all_users(session: Session) -> list[User]:
    """Return everybody, in the order of their addresses, with what they may do."""
    loaded = (selectinload(User.memberships), selectinload(User.curated))
    return list(session.scalars(select(User).order_by(User.email).options(*loaded)))


def create_user(
    session: Session, email: str, password_hash: str, *, name: str = "", locale: str = "en", is_sample: bool = False
) -> User:
    """Create a person whose address needs no confirmation, as an administrator vouches for it.

    The caller commits.
    """
    user = User(
        email=email.strip().lower(),
        name=name,
        locale=locale,
        password=password_hash,
        active=True,
        is_sample=is_sample,
        confirmed_at=now(),
        fs_uniquifier=secrets.token_hex(32),
    )
    session.add(user)
    session.flush()
    return user


def register_user(session: Session, email: str, password_hash: str, *, name: str = "", locale: str = "en") -> User:
    """Create a person as ``create_user`` does, and commit."""
    user = create_user(session, email, password_hash, name=name, locale=locale)
    session.commit()
    return user


def grant_and_commit(session: Session, user: User, role: Role, subject: str = "") -> None:
    """Give somebody a role as ``grant`` does, and commit. Raises ``CannotGrant``."""
    grant(session, user, role, subject)
    session.commit()


def grant(session: Session, user: User, role: Role, subject: str = "") -> None:
    """Make somebody a moderator, an administrator, the owner or editor of a provider, or the curator of a region.

    The caller commits. Raise ``CannotGrant`` if the provider's key or the region's code is missing or unknown.
    """
    if role in SITE_WIDE_ROLES:
        _grant_site_wide(session, user, role)
    elif role in MEMBERSHIP_BY_ROLE:
        _grant_membership(session, user, subject, MEMBERSHIP_BY_ROLE[role])
    elif role is Role.CURATOR:
        _grant_region(session, user, subject)


def _grant_site_wide(session: Session, user: User, role: Role) -> None:
    found = session.scalar(select(GrantedRole).where(GrantedRole.name == role))
    if found is None:
        found = GrantedRole(name=str(role))
        session.add(found)
    if found not in user.roles:
        user.roles.append(found)
    session.flush()


def _grant_membership(session: Session, user: User, key: str, role: str) -> None:
    provider = session.scalar(select(Provider).where(Provider.key == key))
    if provider is None:
        raise CannotGrant(f"There is no provider {key!r}; name one by its key, as in the address of its page.")
    held = session.get(ProviderMember, (user.id, provider.id))
    if held is None:
        session.add(ProviderMember(user_id=user.id, provider_id=provider.id, role=role))
    else:
        held.role = role
    session.flush()


def _grant_region(session: Session, user: User, code: str) -> None:
    if region(code) is None and code not in {one.code[:2] for one in regions()}:
        raise CannotGrant(f"{code!r} is no NUTS 2024 code; write one such as CZ080, or a country such as CZ.")
    if session.get(RegionCurator, (user.id, code)) is None:
        session.add(RegionCurator(user_id=user.id, region=code))
    session.flush()
