"""Mailing people what is new in their searches: one mail for all that are due, and none if nothing is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.search.saved_searches import Frequency
from catalogue.models import SavedSearch, User
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.database.claims import claim_rows, release_claim
from catalogue.services.database.independent_steps import run_independently
from catalogue.services.learning.saved_searches.news import matching_ids, news_of
from catalogue.services.learning.saved_searches.own_searches import MAX_SEARCHES_PER_PERSON

# An hour short of a day and a week: a worker that looks every hour would otherwise be an hour later each time.
PAUSE_BY_FREQUENCY = {Frequency.DAILY: timedelta(hours=23), Frequency.WEEKLY: timedelta(days=6, hours=23)}


def notify_subscribers(session: Session, engine: SearchEngine, address: str, key: str, at: datetime) -> int:
    """Mail everybody whose searches are due and hold news; return how many mails were written.

    ``address`` is the catalogue's, ``key`` signs the links that stop the mails. Commits for each person, so that a
    crash repeats no mail.
    """

    def tell(user_id: int) -> bool:
        return _notify(session, engine, session.get_one(User, user_id), address, key, at)

    return sum(run_independently(session, _users_with_due_searches(session, at), tell))


def _users_with_due_searches(session: Session, at: datetime) -> Sequence[int]:
    ids = select(SavedSearch.user_id).where(_is_due(at))
    return session.scalars(select(User.id).where(User.id.in_(ids), User.active).order_by(User.id)).all()


def _is_due(at: datetime, *frequencies: str) -> ColumnElement[bool]:
    """Return the condition that a search of one of the frequencies (none: any) is due.

    It is due if it was last looked at long ago, or by a clock that was ahead of this one.
    """
    due = [
        and_(SavedSearch.frequency == each, or_(SavedSearch.checked_at <= at - pause, SavedSearch.checked_at > at))
        for each, pause in PAUSE_BY_FREQUENCY.items()
        if each in frequencies or not frequencies
    ]
    return or_(*due)


def _notify(session: Session, engine: SearchEngine, user: User, address: str, key: str, at: datetime) -> bool:
    """Write about all searches of a person that are due.

    What was found and the mail are one transaction, so neither is stored without the other, and another process that
    does the same finds nothing to do.
    """
    news = []
    for search in _claim_due(session, user, at):
        found = matching_ids(session, engine, search, user.locale)
        one = news_of(session, search, found, at.date())
        if one:
            news.append(one)
        search.known = list(found)
        search.checked_at = at
        release_claim(search)
    if news:
        stop = f"{address}/saved-searches/stop/{stop_token(key, user.id)}"
        mail = write_mail(session, user.email, "saved_searches", user.locale, news=news, address=address, stop=stop)
        mail.headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    session.commit()
    return bool(news)


def _claim_due(session: Session, user: User, at: datetime) -> Sequence[SavedSearch]:
    """Claim them. Daily searches go along with whatever is due, so that they come in one mail from then on."""
    somebodys = SavedSearch.user_id.in_(select(SavedSearch.user_id).where(_is_due(at)))
    wanted = or_(SavedSearch.frequency == Frequency.DAILY, _is_due(at, Frequency.WEEKLY))
    due = claim_rows(
        session, SavedSearch, SavedSearch.user_id == user.id, somebodys, wanted, limit=MAX_SEARCHES_PER_PERSON
    )
    return sorted(due, key=lambda search: (search.name, search.id))


def stop_token(key: str, user_id: int) -> str:
    """Return the token of a link that stops this person's mails without signing in; it does nothing else and never
    expires."""
    return str(_signer(key).dumps(user_id))


def user_id_of_token(key: str, token: str) -> int | None:
    """Return the id of the person whose mails the token stops, None if it was not made by us."""
    try:
        return int(_signer(key).loads(token))
    except (BadSignature, ValueError, TypeError):
        return None


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="stop-saved-searches")
