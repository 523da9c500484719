"""Finding collections, and what they contain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.places.regions import country_of, enclosing_regions
from catalogue.domain.places.territories import Territory
from catalogue.domain.search.collections import Choice, State, is_open
from catalogue.models import Collection, CollectionCourse, Course, CourseOverlay
from catalogue.search.port import Scope
from catalogue.services.curating.collections.rules import parse_stored_rules

MAX_COLLECTIONS_IN_LINEAGE = 4
"""How many collections built on each other are followed, the collection itself included."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a collection contains: its scope, its pinned courses in order, and every note by course id.

    ``gone`` are chosen courses that are no longer offered. The courses themselves are loaded where they are shown: a
    page shows few of them.
    """

    scope: Scope
    pinned: Sequence[CollectionCourse]
    notes: dict[int, CollectionCourse]
    gone: Sequence[CollectionCourse]


def collection_by_slug(session: Session, slug: str) -> Collection | None:
    """Return the collection at this address, None if there is none."""
    return session.scalar(select(Collection).where(Collection.slug == slug))


def public_collections(session: Session, place: Territory | None = None) -> Sequence[Collection]:
    """Return the collections that the public sees today; with ``place``, those of it, within it and around it."""
    query = select(Collection).where(Collection.state == State.PUBLISHED).order_by(Collection.region, Collection.slug)
    return [
        one
        for one in session.scalars(query)
        if is_public(one) and (place is None or _lies_in_or_around(place, one.region))
    ]


def _lies_in_or_around(place: Territory, region: str) -> bool:
    """Say whether a collection's region (a country if NUTS does not know it) lies in the place or around it."""
    inner, outer = _codes_around(region), _codes_around(place.code)
    return place.code in inner or region in outer


def _codes_around(code: str) -> Sequence[str]:
    return (*enclosing_regions(code), country_of(code) or code)


def curated_by(session: Session, actor: Actor) -> Sequence[Collection]:
    """Return the collections that this person may change, the latest change first."""
    found = session.scalars(select(Collection).order_by(Collection.updated_at.desc()))
    return [one for one in found if may(actor, Act.CURATE, region=one.region)]


def is_public(collection: Collection) -> bool:
    """Say whether everybody sees the collection today."""
    today = datetime.now(UTC).date()
    return is_open(collection.state, collection.valid_from, collection.valid_until, today)


def contents(session: Session, collection: Collection) -> Contents:
    """Return what the collection contains now, with one query for each collection that it is built on.

    Its own decisions come before those of the collections it is built on.
    """
    decided: dict[int, tuple[CollectionCourse, bool]] = {}
    rules: list[str] = []
    for one in _lineage(collection):
        rules += one.rules
        for choice, status in _choices(session, one):
            decided.setdefault(choice.course_id, (choice, status == CourseStatus.PUBLISHED))
    live = [choice for choice, published in decided.values() if published]
    pinned = [choice for choice in live if choice.choice == Choice.PINNED]
    return Contents(
        scope=Scope(
            rules=parse_stored_rules(dict.fromkeys(rules)),
            include=frozenset(choice.course_id for choice in pinned),
            exclude=frozenset(choice.course_id for choice in live if choice.choice == Choice.EXCLUDED),
        ),
        pinned=pinned,
        notes={choice.course_id: choice for choice in live if choice.notes},
        gone=[choice for choice, published in decided.values() if not published and _own(choice, collection)],
    )


def overlays(session: Session, region: str, course_ids: Sequence[int]) -> dict[int, CourseOverlay]:
    """Return by course id what the region, or one around it, adds to these courses; the narrowest region wins."""
    if not course_ids:
        return {}
    around = enclosing_regions(region) or (region,)
    rows = select(CourseOverlay).where(CourseOverlay.region.in_(around), CourseOverlay.course_id.in_(course_ids))
    found: dict[int, CourseOverlay] = {}
    for overlay in sorted(session.scalars(rows), key=lambda one: len(one.region)):
        found[overlay.course_id] = overlay
    return found


def _own(choice: CollectionCourse, collection: Collection) -> bool:
    return choice.collection_id == collection.id and choice.choice != Choice.EXCLUDED


def _lineage(collection: Collection) -> Iterator[Collection]:
    seen: set[int] = set()
    one: Collection | None = collection
    while one is not None and one.id not in seen and len(seen) < MAX_COLLECTIONS_IN_LINEAGE:
        seen.add(one.id)
        yield one
        one = one.based_on


def _choices(session: Session, collection: Collection) -> Iterable[Row[CollectionCourse, str]]:
    """Return the choices in their order, each with its course's status."""
    query = select(CollectionCourse, Course.status).join(Course, CollectionCourse.course_id == Course.id)
    query = query.where(CollectionCourse.collection_id == collection.id)
    return session.execute(query.order_by(CollectionCourse.position, CollectionCourse.course_id))
