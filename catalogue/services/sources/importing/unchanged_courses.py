"""Records that are as they were: they need no normalising, matching or storing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.messages import StoredMessage, message_from_json, to_json
from catalogue.ingestion.contents import Contents
from catalogue.ingestion.item import Item, Outcome
from catalogue.ingestion.report import ItemReport
from catalogue.ingestion.rules import DraftMarker
from catalogue.models import Course, Source
from catalogue.models.columns import now
from catalogue.services.database.id_batches import in_batches


@dataclass(frozen=True, slots=True)
class StoredCourse:
    """A published course of the source as its last run left it."""

    id: int
    external_id: str | None
    page_url: str
    title: str
    url: str
    notes: list[StoredMessage | str]

    def report(self, page_url: str, where: str) -> ItemReport:
        """Return the report of an unchanged course."""
        return ItemReport(
            outcome=Outcome.UNCHANGED,
            external_id=self.external_id,
            title=self.title,
            url=self.url,
            page_url=page_url,
            location=where,
            course_id=self.id,
            notes=tuple(map(message_from_json, self.notes)),
        )


class UnchangedCourses:
    """The source's courses by the hashes of the drafts that made them."""

    def __init__(self, session: Session, source: Source, marker: DraftMarker) -> None:
        self._marker = marker
        self._stored = _stored_by_mark(session, source) if source.id else {}

    def find(self, item: Item) -> StoredCourse | None:
        """Return the stored course that an equal draft on the same page made; set the item's ``mark``."""
        item.mark = self._marker(item.draft)
        return self._made_by(item.mark, item.page_url)

    def all_of(self, contents: Contents, page_url: str) -> list[StoredCourse] | None:
        """Return the stored courses that the page's records made; None unless each of them is there as it was made."""
        found = [self._made_by(mark, page_url) for mark, _ in contents.records]
        stored = [course for course in found if course]
        return stored if len({course.id for course in stored}) == len(found) else None

    def _made_by(self, mark: str, page_url: str) -> StoredCourse | None:
        stored = self._stored.get(mark)
        return stored if stored and stored.page_url == page_url[:2000] else None


def mark_as_checked(session: Session, course_ids: Collection[int]) -> None:
    """Store that the courses were seen at their source just now."""
    for ids in in_batches(course_ids, 5000):
        query = update(Course).where(Course.id.in_(ids)).values(checked_at=now())
        session.execute(query, execution_options={"synchronize_session": False})


def update_draft_marks(session: Session, items: Collection[Item]) -> None:
    """Store the drafts' hashes of courses whose draft was written differently and said the same."""
    rows = [
        {
            "id": item.course_id,
            "draft_mark": item.mark,
            "page_url": item.page_url[:2000],
            "notes": list(map(to_json, item.notes)),
        }
        for item in items
    ]
    if rows:
        session.execute(update(Course), rows)


def _stored_by_mark(session: Session, source: Source) -> dict[str, StoredCourse]:
    columns = (Course.id, Course.external_id, Course.page_url, Course.title, Course.url, Course.notes)
    rows = session.execute(
        select(Course.draft_mark, *columns).where(
            Course.source_id == source.id, Course.status == CourseStatus.PUBLISHED
        )
    )
    return {row.draft_mark: StoredCourse(*row[1:]) for row in rows if row.draft_mark}
