"""Who may do what, decided by one function for every page, command and mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from catalogue.domain.places.countries import ISO_CODE_BY_UNION_CODE


class Role(StrEnum):
    """The roles in this catalogue; a person may have several."""

    LEARNER = "learner"
    PROVIDER_EDITOR = "provider-editor"
    PROVIDER_OWNER = "provider-owner"
    CURATOR = "curator"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class MemberRole(StrEnum):
    """What a member of a provider may do: write listings, or also manage everything else of it."""

    EDITOR = "editor"
    OWNER = "owner"


class Act(StrEnum):
    """What a person may be allowed to do."""

    SAVE_SEARCHES = "save-searches"
    SUBMIT_LISTINGS = "submit-listings"
    MANAGE_PROVIDER = "manage-provider"
    MANAGE_SOURCES = "manage-sources"
    CURATE = "curate"
    MODERATE = "moderate"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person who asks for something; ``user_id`` is None for a visitor who has not signed in.

    ``owned_providers`` and ``edited_providers`` are provider keys, ``regions`` the NUTS codes of a curator;
    ``locale`` is the language in which the person is written to.
    """

    user_id: int | None = None
    name: str = ""
    locale: str = "en"
    moderator: bool = False
    administrator: bool = False
    owned_providers: frozenset[str] = frozenset()
    edited_providers: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    @property
    def signed_in(self) -> bool:
        """Whether this person has an account."""
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[Role]:
        """All roles of this person."""
        roles_held = {
            Role.LEARNER: self.signed_in,
            Role.PROVIDER_EDITOR: bool(self.edited_providers),
            Role.PROVIDER_OWNER: bool(self.owned_providers),
            Role.CURATOR: bool(self.regions),
            Role.MODERATOR: self.moderator,
            Role.ADMINISTRATOR: self.administrator,
        }
        return frozenset(role for role, holds in roles_held.items() if holds)


VISITOR = Actor()
# People who decide about the work of others must sign in with a second factor.
SECOND_FACTOR_ROLES = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})


def may(actor: Actor, act: Act, *, provider: str | None = None, region: str | None = None) -> bool:
    """Say whether ``actor`` may do ``act`` to this provider or in this region.

    Without a provider or region, say whether there is any for which it is allowed. Administrators may do everything,
    moderators everything but administer. A curator of a region may curate the regions within it.
    """
    if not actor.signed_in:
        return False
    if actor.administrator or (actor.moderator and act is not Act.ADMINISTER):
        return True
    match act:
        case Act.SAVE_SEARCHES:
            return True
        case Act.SUBMIT_LISTINGS:
            return provider is None or provider in actor.owned_providers | actor.edited_providers
        case Act.MANAGE_PROVIDER | Act.MANAGE_SOURCES:
            return bool(actor.owned_providers) if provider is None else provider in actor.owned_providers
        case Act.CURATE:
            return bool(actor.regions) if region is None else _within(region, actor.regions)
        case _:
            return False


def _within(region: str, codes_held: Iterable[str]) -> bool:
    """Say whether a region lies in one of those held: NUTS codes begin with those of the regions around them.

    Countries may be written as in ISO 3166-1.
    """
    return _union_code(region).startswith(tuple(_union_code(code) for code in codes_held))


def _union_code(code: str) -> str:
    return next((union + code[2:] for union, iso in ISO_CODE_BY_UNION_CODE.items() if code[:2] == iso), code)
