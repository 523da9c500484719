"""The store stage, in batches: courses and their notes for the index in one transaction, or a dry run's comparison."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.course import CourseRecord
from catalogue.ingestion.item import Item, Outcome
from catalogue.models import Course, IndexChange, Provider, Source
from catalogue.services.importing.writing import new_course, write
from catalogue.services.providers import ensure_provider


class StoreStage:
    """Writes items that the match stage left open; the caller commits."""

    def __init__(self, session: Session, source: Source) -> None:
        self._session, self._source = session, source
        self._providers: dict[str, Provider] = {}

    def store(self, items: Sequence[Item]) -> None:
        """Give every item its course, outcome and changes."""
        known = load_courses(self._session, items)
        with self._session.no_autoflush:
            courses = [self._store_one(item, known) for item in items]
        self._session.flush()
        for item, course in zip(items, courses, strict=True):
            item.course_id = course.id
        if courses:
            self._session.execute(insert(IndexChange), [{"course_id": course.id} for course in courses])

    def _store_one(self, item: Item, known: dict[int, Course]) -> Course:
        record = _record(item)
        course = known.get(item.course_id or 0)
        if course is None:
            provider = self._provider(record)
            course = new_course(record, provider.key)
            course.provider_id = provider.id
            self._session.add(course)
            item.outcome = Outcome.CREATED
        else:
            item.changes = write(course, record)
            item.outcome = Outcome.UPDATED
        course.source_id, course.page_url = self._source.id, item.page_url[:2000]
        return course

    def _provider(self, record: CourseRecord) -> Provider:
        if record.provider is None or record.provider.key is None:
            raise TypeError("store comes after match")
        key = record.provider.key
        if key not in self._providers:
            self._providers[key] = ensure_provider(self._session, record.provider)
        return self._providers[key]


class DryStore:
    """What the store stage would do, without writing anything."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, items: Sequence[Item]) -> None:
        """Give every item its outcome and changes, and forget them."""
        with self._session.no_autoflush:
            known = load_courses(self._session, items)
            for item in items:
                course = known.get(item.course_id or 0)
                item.outcome = Outcome.UPDATED if course else Outcome.CREATED
                item.changes = write(course, _record(item)) if course else {}
        self._session.rollback()


def load_courses(session: Session, items: Sequence[Item]) -> dict[int, Course]:
    """The courses that items are known to be, with what writing touches, in three queries."""
    ids = [item.course_id for item in items if item.course_id]
    loaded = (selectinload(Course.instances), selectinload(Course.skill_areas))
    found = session.scalars(select(Course).where(Course.id.in_(ids)).options(*loaded)) if ids else ()
    return {course.id: course for course in found}


def _record(item: Item) -> CourseRecord:
    if item.record is None:
        raise TypeError("store comes after normalise")
    return item.record
