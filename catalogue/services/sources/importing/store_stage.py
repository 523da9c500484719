"""The store stage, in batches: courses and their notes for the index in one transaction, or a dry run's comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.course.fields import ALARMING_FIELDS, field_label
from catalogue.domain.course.records import CourseRecord
from catalogue.domain.text.messages import N_, Message, joined_messages, to_json
from catalogue.ingestion.item import Item, Outcome
from catalogue.models import Course, CourseInstance, CourseSkillArea, IndexChange, Provider, Source
from catalogue.models.columns import now
from catalogue.services.providers.known_providers import ensure_provider
from catalogue.services.sources.importing.course_rows import differences, new_rows, write_course
from catalogue.services.sources.importing.field_coverage import (
    ALARMING_INSTANCE_FIELDS,
    fields_of_course,
    fields_of_record,
)
from catalogue.services.sources.importing.flapping import FlappingValues, held_back_message


class PendingLosses:
    """Items that would empty a field of their course; they are put aside until the whole run is known."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.of_field: Counter[str] = Counter()

    def take(self, items: Sequence[Item], known: dict[int, Course]) -> list[Item]:
        """Put aside the items that lose a field, and return the others."""
        others: list[Item] = []
        today = now().date()
        for item in items:
            course = known.get(item.course_id or 0)
            lost = lost_fields(course, _record(item), today) if course else frozenset()
            self.of_field.update(lost)
            (self.items if lost else others).append(item)
        return others


def lost_fields(course: Course, record: CourseRecord, today: date) -> frozenset[str]:
    """Return the fields that the course has and the record does not; locked fields cannot be lost."""
    locked = set(course.locked or ())
    lost = fields_of_course(course, today) - fields_of_record(record) - locked
    return frozenset(lost.difference(ALARMING_INSTANCE_FIELDS) if "instances" in locked else lost)


class StoreStage:
    """Writes items that the match stage left open; the caller commits."""

    def __init__(self, session: Session, source: Source) -> None:
        self._session = session
        self._source = source
        self._providers: dict[str, Provider] = {}

    def store(self, items: Sequence[Item], losses: PendingLosses) -> list[Item]:
        """Set course, outcome and changes of the items, and return them; those that lose a field are put aside."""
        known = load_courses(self._session, items)
        stored = losses.take(items, known)
        self._write(stored, known)
        return stored

    def settle(self, items: Sequence[Item], kept: Collection[str]) -> None:
        """Store items that had been put aside; their courses keep the fields among ``kept`` that they would lose."""
        self._write(items, load_courses(self._session, items), kept)

    def _write(self, items: Sequence[Item], known: dict[int, Course], kept: Collection[str] = ()) -> None:
        self._insert([item for item in items if item.course_id not in known])
        flapping = FlappingValues(self._session, known.keys())
        with self._session.no_autoflush:
            for item in items:
                if course := known.get(item.course_id or 0):
                    self._update(item, course, kept, flapping)
        self._session.flush()
        if items:
            self._session.execute(insert(IndexChange), [{"course_id": item.course_id} for item in items])

    def _update(self, item: Item, course: Course, kept: Collection[str], flapping: FlappingValues) -> None:
        held = update_course(item, course, kept, flapping)
        course.provider_id = self._provider(_record(item)).id
        course.source_id = self._source.id
        course.page_url = item.page_url[:2000]
        course.draft_mark = "" if held else item.mark
        course.notes = list(map(to_json, item.notes))

    def _insert(self, items: Sequence[Item]) -> None:
        """Insert new courses as rows, since objects would take longer than all stages before."""
        rows = [new_rows(_record(item), self._provider(_record(item)).key) for item in items]
        for item, row in zip(items, rows, strict=True):
            provider = self._provider(_record(item))
            row.course.update(provider_id=provider.id, source_id=self._source.id, page_url=item.page_url[:2000])
            row.course.update(draft_mark=item.mark, notes=list(map(to_json, item.notes)))
        if not rows:
            return
        statement = insert(Course).returning(Course.id, sort_by_parameter_order=True)
        ids = self._session.scalars(statement, [row.course for row in rows]).all()
        for item, course_id in zip(items, ids, strict=True):
            item.course_id = course_id
            item.outcome = Outcome.CREATED
        self._insert_below(CourseInstance, ids, [row.instances for row in rows])
        self._insert_below(CourseSkillArea, ids, [row.skill_areas for row in rows])

    def _insert_below(self, table: type, ids: Sequence[int], rows: Sequence[list[dict[str, object]]]) -> None:
        below = [{"course_id": course_id, **row} for course_id, own in zip(ids, rows, strict=True) for row in own]
        if below:
            self._session.execute(insert(table), below)

    def _provider(self, record: CourseRecord) -> Provider:
        if record.provider is None or record.provider.key is None:
            raise TypeError("store comes after match")
        key = record.provider.key
        if key not in self._providers:
            self._providers[key] = ensure_provider(self._session, record.provider)
        return self._providers[key]


class DryRunStoreStage:
    """What the store stage would do, without writing anything."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, items: Sequence[Item], losses: PendingLosses) -> list[Item]:
        """Set outcome and changes of the items, and return them; those that lose a field are put aside."""
        with self._session.no_autoflush:
            known = load_courses(self._session, items)
            stored = losses.take(items, known)
            self._compare(stored, known, ())
        return stored

    def settle(self, items: Sequence[Item], kept: Collection[str]) -> None:
        """Compare items that had been put aside, as ``StoreStage.settle`` stores them."""
        with self._session.no_autoflush:
            self._compare(items, load_courses(self._session, items), kept)

    def _compare(self, items: Sequence[Item], known: dict[int, Course], kept: Collection[str]) -> None:
        flapping = FlappingValues(self._session, known.keys())
        for item in items:
            if course := known.get(item.course_id or 0):
                update_course(item, course, kept, flapping)
            else:
                item.outcome = Outcome.CREATED
                item.changes = {}
        self._session.rollback()


def update_course(item: Item, course: Course, kept: Collection[str], flapping: FlappingValues) -> frozenset[str]:
    """Bring the course to what the item says, but for fields that it keeps, and return the names of these.

    They are those among ``kept`` that it would lose, and those whose values go back and forth.
    """
    record = _record(item)
    held = lost_fields(course, record, now().date()) & frozenset(kept)
    staying = {"instances" if name in ALARMING_INSTANCE_FIELDS else name for name in held}
    item.held = flapping.of(course.id, differences(course, record, {*staying, *(course.locked or ())}))
    item.changes = write_course(course, record, staying | item.held.keys())
    item.outcome = Outcome.UPDATED if item.changes or not (held or item.held) else Outcome.UNCHANGED
    if item.held:
        item.message = held_back_message(list(item.held))
    if held:
        fields = joined_messages([field_label(name) for name in ALARMING_FIELDS if name in held])
        item.message = Message(N_("Kept as it was, for nearly all courses lost it at once: %(fields)s."), fields=fields)
    return held | item.held.keys()


def load_courses(session: Session, items: Sequence[Item]) -> dict[int, Course]:
    """Return the courses that items are known to be, by id, with what writing touches, in three queries."""
    ids = [item.course_id for item in items if item.course_id]
    loaded = (selectinload(Course.instances), selectinload(Course.skill_areas))
    found = session.scalars(select(Course).where(Course.id.in_(ids)).options(*loaded)) if ids else ()
    return {course.id: course for course in found}


def _record(item: Item) -> CourseRecord:
    if item.record is None:
        raise TypeError("store comes after normalise")
    return item.record
