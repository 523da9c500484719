"""From what a person wrote to the published course, through the same stages as everything imported."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.course import CourseRecord, Origin
from catalogue.ingestion.item import Item, SourceDefaults
from catalogue.ingestion.pipeline import process
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.models import Course, CourseInstance, CourseSkillArea, Submission
from catalogue.services.importing.store_stage import StoreStage
from catalogue.services.importing.writing import new_rows, write
from catalogue.services.indexing import note_change
from catalogue.services.providers import provider_record
from catalogue.services.sources import upload_source
from catalogue.services.submissions.content import draft_of
from catalogue.taxonomy.skill_areas import skill_areas

STAGES = (("normalise", normaliser(skill_areas())), ("validate", validate))
# What a form does not ask for stays as it is.
UNASKED = ("external_id", "isced_f", "credits", "licence", "image")


class Unpublishable(Exception):
    """The stages rejected the course; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A submission as the stages understood it; ``notes`` tell what they left out."""

    record: CourseRecord
    notes: tuple[str, ...]


def understand(submission: Submission) -> Understood:
    """Read what was typed. Raises ``Unpublishable``."""
    draft = draft_of(submission.content, f"submission:{submission.ref}")
    item = Item(draft=draft, page_url=draft.url, importer="submission", defaults=SourceDefaults())
    item = process(item, STAGES)
    if item.record is None or item.message:
        raise Unpublishable(item.message)
    item.record.provider = provider_record(submission.provider)
    return Understood(item.record, tuple(item.notes))


def preview(submission: Submission) -> Course:
    """The course as it would be; it belongs to no session and is never stored."""
    record = understand(submission).record
    rows = new_rows(record, submission.provider.key)
    course = Course(**rows.course, created_at=submission.created_at, replaced_by_id=None)
    course.instances = [CourseInstance(**run) for run in rows.instances]
    course.skill_areas = [CourseSkillArea(**area) for area in rows.skill_areas]
    course.provider = submission.provider
    return course


def publish(session: Session, submission: Submission) -> Course:
    """Make or change the course and leave a note for the index; the caller commits. Raises ``Unpublishable``."""
    record = understand(submission).record
    course = submission.course
    if course is None:
        course = _new_course(session, submission, record)
        submission.course_id = course.id
    else:
        _change(course, record)
        note_change(session, [course.id])
    submission.provider.proposed = False
    return course


def _new_course(session: Session, submission: Submission, record: CourseRecord) -> Course:
    source = upload_source(session, f"submission:{submission.provider.key}", submission.provider.key, dry_run=False)
    draft = draft_of(submission.content, f"submission:{submission.ref}")
    item = Item(draft=draft, page_url=record.url, importer="submission", record=record)
    StoreStage(session, source).store([item])
    return session.get_one(Course, item.course_id)


def _change(course: Course, record: CourseRecord) -> None:
    """Take over what a person changed; what came from elsewhere is locked, so that no import undoes it."""
    for name in UNASKED:
        setattr(record, name, getattr(course, name))
    origins, locked = dict(course.origins), list(course.locked or ())
    course.locked = []
    changed = write(course, record)
    harvested = course.source is not None and bool(course.source.address)
    course.locked = sorted({*locked, *changed}) if harvested else locked
    course.origins = {**origins, **dict.fromkeys(changed, Origin.PERSON.value)}
