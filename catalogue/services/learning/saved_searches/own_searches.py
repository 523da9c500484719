"""Saving a search, changing and deleting it. People reach their own searches only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.search.saved_searches import Frequency
from catalogue.domain.text.messages import N_, UserError
from catalogue.models import SavedSearch
from catalogue.models.columns import now
from catalogue.search.address import arguments_of, request_from
from catalogue.search.port import SearchEngine
from catalogue.services.learning.saved_searches.news import matching_ids

FREQUENCIES = tuple(Frequency)
MAX_SEARCHES_PER_PERSON = 100


class TooManySearches(UserError):
    """The person has as many searches as are allowed; each costs a search a day."""


def searches_of(session: Session, user_id: int | None) -> Sequence[SavedSearch]:
    """Return a person's searches, by name."""
    own = select(SavedSearch).where(SavedSearch.user_id == user_id)
    return session.scalars(own.order_by(SavedSearch.name, SavedSearch.id)).all()


def own_search(session: Session, actor: Actor, search_id: int) -> SavedSearch | None:
    """Return the search if it is the actor's, else None."""
    found = session.get(SavedSearch, search_id)
    return found if found is not None and found.user_id == actor.user_id else None


def search_by_token(session: Session, token: str) -> SavedSearch | None:
    """Return the search whose feed has this secret in its address, None if there is none."""
    return session.scalar(select(SavedSearch).where(SavedSearch.token == token))


def save_search(
    session: Session,
    engine: SearchEngine,
    actor: Actor,
    name: str,
    arguments: Mapping[str, Sequence[str]],
    frequency: str,
) -> SavedSearch:
    """Save a search and return it; what it finds now counts as known. Commits.

    Raise ``TooManySearches``, and ``PermissionError`` without an account.
    """
    if actor.user_id is None:
        raise PermissionError("Only people with an account keep searches.")
    if len(searches_of(session, actor.user_id)) >= MAX_SEARCHES_PER_PERSON:
        raise TooManySearches(N_("You have %(num)s saved searches; delete one first."), num=MAX_SEARCHES_PER_PERSON)
    search = SavedSearch(
        user_id=actor.user_id,
        name=name[:500],
        arguments=stored_arguments(arguments),
        frequency=frequency,
        token=secrets.token_urlsafe(24),
        checked_at=now(),
    )
    search.known = list(matching_ids(session, engine, search, actor.locale))
    session.add(search)
    session.commit()
    return search


def stored_arguments(arguments: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return those arguments of an address that make the search: text and facets, but neither page nor order."""
    asked = arguments_of(request_from(arguments, "en"), page=None, per_page=None, sort=None)
    return {
        key: [str(one) for one in value] if isinstance(value, list) else [str(value)] for key, value in asked.items()
    }


def change_search(session: Session, engine: SearchEngine, search: SavedSearch, name: str, frequency: str) -> None:
    """Rename the search and set how often its owner is notified. Commits.

    Whoever switches mails on again is notified of what comes from now on.
    """
    if search.frequency == Frequency.NEVER and frequency != Frequency.NEVER:
        search.known = list(matching_ids(session, engine, search, search.user.locale))
        search.checked_at = now()
    search.name = name[:500]
    search.frequency = frequency
    session.commit()


def renew_feed_address(session: Session, search: SavedSearch) -> None:
    """Give feed and calendar another secret address; the old one stops working. Commits."""
    search.token = secrets.token_urlsafe(24)
    session.commit()


def delete_search(session: Session, search: SavedSearch) -> None:
    """Delete the search. Commits."""
    session.delete(search)
    session.commit()


def stop_mails(session: Session, user_id: int) -> None:
    """Stop the mails about all of this person's searches; the searches stay. Commits."""
    session.execute(update(SavedSearch).where(SavedSearch.user_id == user_id).values(frequency=Frequency.NEVER))
    session.commit()
