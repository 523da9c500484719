"""Applying the chosen rows of a file to the catalogue, and undoing a whole file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseRecord, CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import Finding, RowOutcome, UploadStatus
from catalogue.models import Course, Upload, UploadRow
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts import audit_trail
from catalogue.services.courses.index_changes import note_change
from catalogue.services.database.id_batches import in_batches
from catalogue.services.providing.submissions.content import Content, content_of
from catalogue.services.providing.submissions.publishing import (
    as_course,
    publish_change,
    publish_new,
    read_content,
    submission_source,
)
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.known_courses import KnownCourses

ROWS_PER_BATCH = 200


class NotApplied(Exception):
    """Nothing of the file is in the catalogue, so nothing can be undone."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """How many listings are as before the file, and how many stay because somebody changed them after it."""

    undone: int
    left: int


def apply_chosen_rows(session: Session, upload: Upload) -> None:
    """Create and change the listings of the chosen rows; the caller commits.

    A row is skipped if what it changes was changed since the file was checked, or if the listing it would create exists
    by now.
    """
    chosen = [row for row in upload.rows if row.chosen and not row.outcome]
    known = KnownCourses(session, upload.provider_id, submission_source(session, upload.provider).id)
    for rows in in_batches([row for row in chosen if row.course_id is None], ROWS_PER_BATCH):
        _create(session, upload, rows, known)
    for row in chosen:
        if row.finding == Finding.CHANGED:
            row.outcome = _change(session, upload, row)
    upload.status = UploadStatus.APPLIED
    upload.updated_at = now()
    upload.provider.proposed = False


def undo_upload(session: Session, engine: SearchEngine, upload: Upload, actor: Actor) -> UndoResult:
    """Withdraw what the file created and change back what it changed; return how much. Commits.

    Raise ``NotApplied`` if the file was not applied.
    """
    if upload.status != UploadStatus.APPLIED:
        raise NotApplied
    taken = [row for row in upload.rows if row.outcome == RowOutcome.TAKEN]
    for row in taken:
        if row.course is not None and _is_unchanged_since(row.course, row):
            _change_back(session, row.course, row)
            row.outcome = RowOutcome.UNDONE
    done = sum(row.outcome == RowOutcome.UNDONE for row in taken)
    upload.status = UploadStatus.UNDONE
    upload.updated_at = now()
    audit_trail.record(session, actor, "undid", f"upload:{upload.id}", upload.name, after={"rows": done})
    session.commit()
    bring_index_up_to_date(session, engine)
    return UndoResult(done, len(taken) - done)


def _create(session: Session, upload: Upload, rows: list[UploadRow], known: KnownCourses) -> None:
    """Create listings; skip those that have come into the catalogue since the file was checked."""
    fresh: list[tuple[UploadRow, CourseRecord]] = []
    for row in rows:
        record = read_content(row.content, upload.provider, "").record
        record.external_id = row.key or None
        if known.find(record) is not None:
            row.outcome = RowOutcome.LEFT
            continue
        record.external_id = row.key or f"upload:{upload.ref}:{row.numbers[0]}"
        fresh.append((row, record))
    made = publish_new(session, upload.provider, [record for _, record in fresh])
    for (row, record), course_id in zip(fresh, made, strict=True):
        row.course_id = course_id
        row.outcome = RowOutcome.TAKEN
        row.after = {**content_of(as_course(record, upload.provider.key)), "status": CourseStatus.PUBLISHED}


def _change(session: Session, upload: Upload, row: UploadRow) -> RowOutcome:
    course = row.course
    if course is None:
        return RowOutcome.LEFT
    stands = _state(course)
    if any(stands[name] != before for name, (before, _) in row.changes.items()):
        return RowOutcome.LEFT
    row.before = {
        **stands,
        "description": course.description,
        "locked": list(course.locked or ()),
        "origins": dict(course.origins),
    }
    wanted = {**content_of(course), **{name: row.content[name] for name in row.changes if name in row.content}}
    publish_change(session, course, read_content(wanted, upload.provider, course.external_id or "").record)
    row.after = _state(course)
    return RowOutcome.TAKEN


def _change_back(session: Session, course: Course, row: UploadRow) -> None:
    if row.finding == Finding.CHANGED:
        before: Content = dict(row.before)
        publish_change(session, course, read_content(before, course.provider, course.external_id or "").record)
        course.locked = before["locked"]
        course.origins = before["origins"]
        course.status = before["status"]
    else:
        course.status = CourseStatus.WITHDRAWN
        course.updated_at = now()
    note_change(session, [course.id])


def _is_unchanged_since(course: Course, row: UploadRow) -> bool:
    return _state(course) == row.after


def _state(course: Course) -> Content:
    return {**content_of(course), "status": course.status}
