"""The match stage: which records are new, known or unchanged, and which source is responsible for a course."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from catalogue.domain.course.identity import fingerprint, title_key
from catalogue.domain.course.records import CourseRecord, CourseStatus, ProviderRecord
from catalogue.domain.sources.positions import position_message
from catalogue.domain.text.messages import N_, Message, joined_messages
from catalogue.ingestion.item import Dropped, Item, Outcome
from catalogue.models import Source
from catalogue.services.providers.known_providers import find_provider, provider_named_by
from catalogue.services.sources.importing.known_courses import KnownCourse, KnownCourses

Identity = tuple[str, str, str, str]
PlaceOnPage = tuple[str, str]
"""The address of a page, and where in it."""


class MatchStage:
    """Sets ``course_id`` of a record that is known and ``outcome`` of one that needs no storing.

    ``seen`` holds the ids of stored courses that this run has met. ``unassigned_id`` is as ``KnownCourses`` has it.
    """

    def __init__(self, session: Session, source: Source, unassigned_id: int | None = None) -> None:
        self._session = session
        self._unassigned_id = unassigned_id
        self._source = source
        self._known: dict[str, KnownCourses | None] = {}
        self._responsible: dict[int, str | None] = {}
        self._first_seen: dict[int | Identity, PlaceOnPage] = {}
        self.seen: set[int] = set()

    def __call__(self, item: Item) -> Item:
        record = item.record
        if record is None:
            raise TypeError("match comes after normalise")
        record.provider = self._provider(record)
        known = self._find(record)
        place = (item.page_url, item.draft.where)
        if known is None:
            self._refuse_repetition(place, _identity(record))
            return item
        item.course_id = self.meet(known.id, place)
        self._compare(item, record, known)
        return item

    def meet(self, course_id: int, place: PlaceOnPage) -> int:
        """Note that what stands in a place is this stored course, and return its id.

        Raise ``Dropped`` if another record of the run was it already.
        """
        self._refuse_repetition(place, course_id)
        self.seen.add(course_id)
        return course_id

    def _provider(self, record: CourseRecord) -> ProviderRecord:
        """Return the source's provider, whatever name the record gives; else the record's own."""
        if owner := self._source.provider:
            stated = record.provider or ProviderRecord(name="")
            return replace(stated, key=owner.key)
        return provider_named_by(record)

    def _find(self, record: CourseRecord) -> KnownCourse | None:
        key = record.provider.key if record.provider and record.provider.key else ""
        if key not in self._known:
            provider = find_provider(self._session, key)
            owner = provider.id if provider else None
            has_some = provider or self._unassigned_id
            self._known[key] = (
                KnownCourses(self._session, owner, self._source.id, self._unassigned_id) if has_some else None
            )
        courses = self._known[key]
        return courses.find(record) if courses else None

    def _refuse_repetition(self, place: PlaceOnPage, identity: int | Identity) -> None:
        first = self._first_seen.setdefault(identity, place)
        if first != place:
            text = N_(
                "The same course was already read from %(where)s, which was kept; "
                "give each course an identifier or an address of its own."
            )
            page_url, where = first
            raise Dropped(Message(text, where=joined_messages([page_url, position_message(where)])))

    def _compare(self, item: Item, record: CourseRecord, known: KnownCourse) -> None:
        other = self._other_responsible(known)
        if other:
            item.outcome = Outcome.UNCHANGED
            responsible = N_("Source %(source)s is responsible for this course, so nothing was taken from this record.")
            item.message = Message(responsible, source=other)
        elif known.replaced_by_id is not None:
            item.outcome = Outcome.UNCHANGED
            merged = N_("A person merged this course into another one, so nothing was taken from this record.")
            item.message = Message(merged)
        elif (known.fingerprint, known.status, known.source_id) == (
            fingerprint(record),
            CourseStatus.PUBLISHED,
            self._source.id,
        ):
            item.outcome = Outcome.UNCHANGED

    def _other_responsible(self, known: KnownCourse) -> str | None:
        """Return the key of another source that harvests the course; one that only once received a file gives way."""
        if known.source_id is None or known.source_id == self._source.id:
            return None
        if known.source_id not in self._responsible:
            other = self._session.get(Source, known.source_id)
            self._responsible[known.source_id] = other.key if other and other.enabled and other.address else None
        return self._responsible[known.source_id]


def _identity(record: CourseRecord) -> Identity:
    """Return what tells two new records of one run apart."""
    provider = record.provider.key if record.provider and record.provider.key else ""
    if record.external_id:
        return provider, record.external_id, "", ""
    return provider, "", record.url, title_key(record.title)
