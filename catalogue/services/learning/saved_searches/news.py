"""What a saved search finds, and what is new in it since it was last looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus, InstanceStatus
from catalogue.models import Course, SavedSearch
from catalogue.search.address import MAX_RESULTS, request_from
from catalogue.search.port import SearchEngine, Sort
from catalogue.services.courses.loading import courses_by_ids
from catalogue.services.database.id_batches import in_batches
from catalogue.services.search.understanding import understood_search

MAX_COURSES_LISTED = 25
IDS_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class News:
    """Courses that came, changed, have cancelled dates to come, or were withdrawn.

    There are at most ``MAX_COURSES_LISTED`` of each; ``more`` is how many there are besides. A
    ``News`` without courses is false.
    """

    search: SavedSearch
    new: Sequence[Course] = ()
    changed: Sequence[Course] = ()
    cancelled: Sequence[Course] = ()
    withdrawn: Sequence[Course] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.cancelled or self.withdrawn)


def matching_ids(session: Session, engine: SearchEngine, search: SavedSearch, language: str) -> Sequence[int]:
    """Return the ids of the courses that match what the search means today, the newest first.

    Courses with some of the words only do not count as matches: they stand in on the search page when nothing else is
    found, and nobody asked to be notified of them.
    """
    asked = replace(
        request_from(search.arguments, language),
        sort=Sort.NEWEST,
        page=1,
        per_page=MAX_RESULTS,
        facets=(),
        highlight=False,
        exact=True,
    )
    page = engine.search(understood_search(session, engine, asked)[0])
    return [] if page.partial else [hit.id for hit in page.hits]


def news_of(session: Session, search: SavedSearch, found: Sequence[int], today: date) -> News:
    """Return how what is ``found`` now (ids) differs from what was known at ``search.checked_at``."""
    known, present = set(search.known), set(found)
    new = [one for one in found if one not in known]
    touched = _courses_meeting(session, [one for one in found if one in known], Course.updated_at > search.checked_at)
    cancelled = [one for one in touched if _is_cancelled(one, today)]
    changed = [one for one in touched if not _is_cancelled(one, today)]
    withdrawn = _courses_meeting(
        session, [one for one in search.known if one not in present], Course.status == CourseStatus.WITHDRAWN
    )
    return News(
        search,
        courses_by_ids(session, new[:MAX_COURSES_LISTED]),
        changed[:MAX_COURSES_LISTED],
        cancelled[:MAX_COURSES_LISTED],
        withdrawn[:MAX_COURSES_LISTED],
        more=sum(len(one[MAX_COURSES_LISTED:]) for one in (new, changed, cancelled, withdrawn)),
    )


def _courses_meeting(session: Session, ids: Sequence[int], condition: ColumnElement[bool]) -> list[Course]:
    """Return those of these courses for which the condition holds, in the order of the ids."""
    meeting = [
        one
        for batch in in_batches(ids, IDS_PER_QUERY)
        for one in session.scalars(select(Course.id).where(Course.id.in_(batch), condition))
    ]
    held = set(meeting)
    return list(courses_by_ids(session, [one for one in ids if one in held]))


def _is_cancelled(course: Course, today: date) -> bool:
    """Say whether a date to come is cancelled."""
    return any(run.status == InstanceStatus.CANCELLED and run.start and run.start >= today for run in course.instances)
