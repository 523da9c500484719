"""Whether the courses' own pages are still there: a few requests at a time, and never judged by one failure alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.web_addresses import host_of
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.models import Course, DeadLink, Provider
from catalogue.models.columns import now

logger = logging.getLogger(__name__)

CHECK_INTERVAL = timedelta(days=7)
STRIKES_UNTIL_GONE = 4
"""Failed requests in a row, a week apart, after which a page counts as gone."""
GONE_CODES = frozenset({"not-found", "gone", "dns"})
REFUSED_CODE = "refused"
OUR_FAULT_CODE = "error"
MAX_FAILED_LOOKS = 8
"""Failed requests that are stored of a page: the first, which says since when, and the latest."""


def check_links(session: Session, look: Callable[[str], object], limit: int = 20) -> int:
    """Fetch up to ``limit`` pages that are due, one of each host, and return how many were fetched. Commits.

    ``look`` fetches an address and raises as the guarded client does. Only a page that the site says is not there
    counts as a strike: a site that is slow, busy or closed to programs may well show it to people.
    """
    due = _due(session, limit)
    for course in due:
        failure = _failure(look, course.url)
        _note(session, course, failure)
        course.link_checked_at = now()
        session.commit()  # a page at a time, so that no lock is held while a site responds
    return len(due)


def page_is_gone(course: Course) -> bool:
    """Say whether the course's own page was missing often enough to count as gone."""
    return (course.link_failures or 0) >= STRIKES_UNTIL_GONE


def failed_looks(session: Session, course_id: int) -> Sequence[DeadLink]:
    """Return the failed requests since the page was last there, the oldest first; of many the first and the latest."""
    return session.scalars(select(DeadLink).where(DeadLink.course_id == course_id).order_by(DeadLink.id)).all()


def _failure(look: Callable[[str], object], url: str) -> str:
    """Return why a page was not shown; empty if it was."""
    try:
        look(url)
    except FetchFailed as error:
        return error.code
    except FetchRefused:
        return REFUSED_CODE
    except Exception:
        logger.exception("looking at %s failed", url)
        return OUR_FAULT_CODE  # it counts as checked all the same: else it would be the first in line for ever
    return ""


def _note(session: Session, course: Course, failure: str) -> None:
    """Store what one request means for the course; failed ones are kept from the first strike on."""
    before = failed_looks(session, course.id)
    if not failure or any(look.url != course.url for look in before):
        course.link_failures = 0
        for look in before:
            session.delete(look)
        before = ()
    if failure in GONE_CODES:
        course.link_failures += 1
    if failure and course.link_failures:
        session.add(DeadLink(course_id=course.id, url=course.url, code=failure))
        for look in before[1 : max(1, len(before) - MAX_FAILED_LOOKS + 2)]:
            session.delete(look)


def _due(session: Session, limit: int) -> list[Course]:
    query = select(Course).join(Provider, Course.provider_id == Provider.id)
    query = query.where(Course.status == CourseStatus.PUBLISHED, ~Provider.is_sample)
    moment, last = now(), Course.link_checked_at
    # one that was looked at later than now was so before the clock went back
    query = query.where(or_(last.is_(None), last < moment - CHECK_INTERVAL, last > moment))
    query = query.order_by(Course.link_checked_at.is_not(None), Course.link_checked_at, Course.id)
    of_host: dict[str, Course] = {}
    for course in session.scalars(query.limit(limit * 20)):
        of_host.setdefault(host_of(course.url), course)
    return list(of_host.values())[:limit]
