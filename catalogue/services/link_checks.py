"""Whether the courses' own pages are still there: gently, a few at a time, and never on one look alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.models import Course, Provider
from catalogue.models.columns import now

EVERY = timedelta(days=7)
STRIKES = 4
"""Looks in a row, a week apart, after which a page counts as gone."""
GONE = frozenset({"not-found", "gone", "dns"})


def check_links(session: Session, look: Callable[[str], object], limit: int = 20) -> int:
    """Look at up to ``limit`` pages whose turn it is, one of each host; answers how many were looked at. Commits.

    ``look`` fetches an address and raises as the guarded client does. Only a page that the site says is not there
    counts as a strike: a site that is slow, busy or closed to programs may well show it to people.
    """
    looked = 0
    for course in _due(session, limit):
        try:
            look(course.url)
            course.link_failures = 0
        except FetchFailed as error:
            course.link_failures = course.link_failures + 1 if error.code in GONE else course.link_failures
        except FetchRefused:
            pass
        course.link_checked_at = now()
        session.commit()  # a page at a time, so that no lock is held while a site thinks
        looked += 1
    return looked


def page_is_gone(course: Course) -> bool:
    """Whether the course's own page was missing often enough to say so."""
    return (course.link_failures or 0) >= STRIKES


def _due(session: Session, limit: int) -> list[Course]:
    query = select(Course).join(Provider, Course.provider_id == Provider.id)
    query = query.where(Course.status == "published", ~Provider.is_sample)
    query = query.where(or_(Course.link_checked_at.is_(None), Course.link_checked_at < now() - EVERY))
    query = query.order_by(Course.link_checked_at.is_not(None), Course.link_checked_at, Course.id)
    of_host: dict[str, Course] = {}
    for course in session.scalars(query.limit(limit * 20)):
        of_host.setdefault(urlsplit(course.url).hostname or "", course)
    return list(of_host.values())[:limit]
