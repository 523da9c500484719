"""Which stored course a record is: the one of its id, else of its address, else of its title, language and start."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.identity import title_key
from catalogue.domain.course.records import CourseRecord
from catalogue.domain.text.web_addresses import canonical_url
from catalogue.models import Course, CourseInstance

TitleIdentity = tuple[str, str | None, date | None]


@dataclass(frozen=True, slots=True)
class KnownCourse:
    """What matching needs of a stored course."""

    id: int
    source_id: int | None
    external_id: str | None
    url: str
    title_key: str
    language: str | None
    start: date | None
    fingerprint: str
    status: str
    replaced_by_id: int | None = None


class KnownCourses:
    """The courses of one provider, loaded once per run, so that matching a record costs no query.

    ``unassigned_id`` is a source whose courses were read from the same file when nobody had said whose they are: what
    the provider does not have at an address is the course of that source there.
    """

    def __init__(
        self, session: Session, provider_id: int | None, source_id: int | None, unassigned_id: int | None = None
    ) -> None:
        self._source_id = source_id
        self._unassigned: defaultdict[str, list[KnownCourse]] = defaultdict(list)
        self._by_external: dict[str, KnownCourse] = {}
        self._by_url: defaultdict[str, list[KnownCourse]] = defaultdict(list)
        self._by_title: defaultdict[TitleIdentity, list[KnownCourse]] = defaultdict(list)
        for known in _load(session, Course.provider_id == provider_id):
            self._remember(known)
        for known in _load(session, Course.source_id == unassigned_id) if unassigned_id else ():
            self._unassigned[canonical_url(known.url)].append(known)

    def find(self, record: CourseRecord) -> KnownCourse | None:
        """Return the stored course that the record is, or None if it is new."""
        if record.external_id and record.external_id in self._by_external:
            return self._by_external[record.external_id]
        url = canonical_url(record.url)
        for candidates in (self._by_url.get(url, []), self._by_title.get(title_identity(record), [])):
            if known := self._only(candidates, record):
                return known
        return self._only(self._unassigned.get(url, []), record)

    def _only(self, candidates: list[KnownCourse], record: CourseRecord) -> KnownCourse | None:
        """Return the candidate if just one fits; of several at one address, the one of the same title."""
        fitting = [known for known in candidates if self._may_be(known, record)]
        if len(fitting) > 1:
            key = title_key(record.title)
            fitting = [known for known in fitting if known.title_key == key]
        return fitting[0] if len(fitting) == 1 else None

    def _may_be(self, known: KnownCourse, record: CourseRecord) -> bool:
        """Say whether both can be one course; two different ids of one source never are, however similar they look."""
        both = bool(known.external_id and record.external_id)
        return not (both and known.source_id == self._source_id and known.external_id != record.external_id)

    def _remember(self, known: KnownCourse) -> None:
        if known.external_id and known.source_id == self._source_id:
            self._by_external[known.external_id] = known
        self._by_url[canonical_url(known.url)].append(known)
        self._by_title[(known.title_key, known.language, known.start)].append(known)


def title_identity(record: CourseRecord) -> TitleIdentity:
    """Return folded title, language of the text, and the first day it starts."""
    starts = [instance.start.day for instance in record.instances if instance.start]
    return title_key(record.title), record.language, min(starts, default=None)


def _load(session: Session, of_whom: ColumnElement[bool]) -> list[KnownCourse]:
    first = (
        select(CourseInstance.course_id, func.min(CourseInstance.start).label("start"))
        .group_by(CourseInstance.course_id)
        .subquery()
    )
    columns = (
        Course.id,
        Course.source_id,
        Course.external_id,
        Course.url,
        Course.title_key,
        Course.language,
        first.c.start,
        Course.fingerprint,
        Course.status,
        Course.replaced_by_id,
    )
    query = select(*columns).outerjoin(first, first.c.course_id == Course.id).where(of_whom)
    return [KnownCourse(*row) for row in session.execute(query)]
