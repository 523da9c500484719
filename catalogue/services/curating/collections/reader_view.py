"""A collection as readers see it: its courses now, searched within, with what the curators say about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from catalogue.models import Collection, CollectionCourse, Course, CourseOverlay
from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.services.courses.loading import courses_by_ids
from catalogue.services.curating.collections.reading import Contents, contents, overlays
from catalogue.services.search.searching import SearchResult, courses_for_cards, search_courses

MAX_COURSES_PER_COLLECTION = 200_000
COURSES_PER_BATCH = 500


@dataclass(frozen=True, slots=True)
class ShownCollection:
    """``total`` counts the whole collection, ``result`` is what the reader searched for within it.

    ``pinned`` are the pinned courses of this page, which come before ``result``; empty if the reader searched for
    something. ``overlays`` go by course id.
    """

    contents: Contents
    result: SearchResult
    total: int
    pinned: Sequence[CollectionCourse]
    overlays: dict[int, CourseOverlay]


def show(session: Session, engine: SearchEngine, collection: Collection, asked: SearchRequest) -> ShownCollection:
    """Return what the collection's page shows for this search; without one, pinned courses first and the rest after
    them."""
    held = contents(session, collection)
    if asked.text or asked.filters or asked.limits:
        result = search_courses(session, engine, replace(asked, scope=held.scope))
        total = engine.search(_counting_request(held)).total
        pinned = held.pinned[:0]
    else:
        result, pinned = _page_of_all(session, engine, held, asked)
        total = result.page.total
    ids = [course.id for _, course in result.found] + [one.course_id for one in pinned]
    return ShownCollection(held, result, total, pinned, overlays(session, collection.region, ids))


def _page_of_all(
    session: Session, engine: SearchEngine, held: Contents, asked: SearchRequest
) -> tuple[SearchResult, Sequence[CollectionCourse]]:
    """Return one page of everything: the pinned courses, then the rest from where they end."""
    before = (asked.page - 1) * asked.per_page
    pinned = held.pinned[before : before + asked.per_page]
    courses = {course.id: course for course in courses_for_cards(session, [one.course_id for one in pinned])}
    for one in pinned:  # otherwise each would be loaded by a query of its own
        set_committed_value(one, "course", courses[one.course_id])
    page = engine.search(replace(asked, scope=held.scope))
    below: SearchResult | None = None
    if len(pinned) < asked.per_page:
        rest = replace(held.scope, exclude=held.scope.exclude | held.scope.include)
        skipped = max(0, before - len(held.pinned))
        left = replace(asked, scope=rest, facets=(), page=1, skip=skipped, per_page=asked.per_page - len(pinned))
        below = search_courses(session, engine, left)
    return SearchResult(page=page, found=below.found if below else ()), pinned


def course_ids_in(session: Session, engine: SearchEngine, collection: Collection) -> list[int]:
    """Return the ids of all courses in the collection now: the pinned ones in their order, then the newest first."""
    held = contents(session, collection)
    pinned = [one.course_id for one in held.pinned]
    found = engine.search(
        SearchRequest(scope=held.scope, per_page=MAX_COURSES_PER_COLLECTION, highlight=False, facets=())
    )
    return pinned + [hit.id for hit in found.hits if hit.id not in held.scope.include]


def courses_in(session: Session, engine: SearchEngine, collection: Collection) -> Iterator[Course]:
    """Yield the courses themselves, in the same order, loaded a batch at a time."""
    ids = course_ids_in(session, engine, collection)
    for start in range(0, len(ids), COURSES_PER_BATCH):
        yield from courses_by_ids(session, ids[start : start + COURSES_PER_BATCH])


@dataclass(frozen=True, slots=True)
class Changes:
    """The courses that came and went since a curator last looked."""

    came: Sequence[Course]
    went: Sequence[Course]


def changes(session: Session, engine: SearchEngine, collection: Collection, most: int = 50) -> Changes:
    """Return up to ``most`` courses each that came and went since the last look; none if nobody looked before."""
    if collection.looked_at is None:
        return Changes((), ())
    now, then = set(course_ids_in(session, engine, collection)), set(collection.known_ids)
    return Changes(
        list(courses_by_ids(session, sorted(now - then)[:most])),
        list(courses_by_ids(session, sorted(then - now)[:most])),
    )


def _counting_request(held: Contents) -> SearchRequest:
    return SearchRequest(scope=held.scope, per_page=1, highlight=False, facets=())
