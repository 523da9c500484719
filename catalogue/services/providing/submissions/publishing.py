"""From what a person wrote to the published course, through the same stages as everything imported."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseRecord, Origin
from catalogue.domain.text.messages import Text, UserError, message_from_json
from catalogue.ingestion.contract import CourseDraft
from catalogue.ingestion.item import Item, SourceDefaults, StageName
from catalogue.ingestion.pipeline import process
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.models import Course, CourseInstance, CourseSkillArea, Provider, Source, Submission
from catalogue.services.courses.index_changes import note_change
from catalogue.services.providers.known_providers import provider_record
from catalogue.services.providing.submissions.content import FORM_FIELDS, Content, content_of, draft_of
from catalogue.services.sources.importing.course_rows import new_rows, write_course
from catalogue.services.sources.importing.store_stage import StoreStage
from catalogue.services.sources.registering import source_by_key
from catalogue.taxonomy.skill_areas import skill_areas

logger = logging.getLogger(__name__)
STAGES = ((StageName.NORMALISE, normaliser(skill_areas())), (StageName.VALIDATE, validate))
# A revision leaves them as they are.
FIELDS_NOT_IN_FORM = ("external_id", "isced_f", "credits", "licence", "image")


class Unpublishable(UserError):
    """The stages rejected the course; the message says why and how to correct it."""

    def __init__(self, message: Text) -> None:
        super().__init__(message_from_json(message))


@dataclass(frozen=True, slots=True)
class Understood:
    """A submission as the stages understood it; ``notes`` say what they left out."""

    record: CourseRecord
    notes: tuple[Text, ...]


def understand(submission: Submission) -> Understood:
    """Return the submission as the stages understand it. Raise ``Unpublishable``."""
    return read_content(submission.content, submission.provider, f"submission:{submission.ref}")


def read_content(content: Content, provider: Provider, where: str) -> Understood:
    """Return a listing as the stages understand it; ``where`` is its id if it becomes a new course.

    Raise ``Unpublishable``.
    """
    draft = draft_of(content, where)
    item = Item(draft=draft, page_url=draft.url, importer="submission", defaults=SourceDefaults())
    item = process(item, STAGES)
    if item.record is None or item.message:
        raise Unpublishable(item.message)
    item.record.provider = provider_record(provider)
    return Understood(item.record, tuple(item.notes))


def preview(submission: Submission) -> Course:
    """Return the course as it would be; it belongs to no session and is never stored. Raise ``Unpublishable``."""
    return _preview_of(understand(submission), submission)


def preview_if_readable(submission: Submission) -> Course | None:
    """Return the course as far as it is written; None if even a placeholder for its address does not make it
    readable."""
    elsewhere = {**submission.content, "url": submission.provider.url or "https://localhost/"}
    for content in (submission.content, elsewhere):
        try:
            understood = read_content(content, submission.provider, f"submission:{submission.ref}")
        except Unpublishable:
            continue
        return _preview_of(understood, submission)
    return None


def as_course(record: CourseRecord, provider: str) -> Course:
    """Return a record as the course it would become at this provider (its key); it belongs to no session."""
    rows = new_rows(record, provider)
    course = Course(**rows.course, replaced_by_id=None)
    course.instances = [CourseInstance(**run) for run in rows.instances]
    course.skill_areas = [CourseSkillArea(**area) for area in rows.skill_areas]
    return course


def publish(session: Session, submission: Submission) -> Course:
    """Create or change the course, note it for the index, and return it; the caller commits.

    Raise ``Unpublishable``.
    """
    record = understand(submission).record
    course = submission.course
    if course is None:
        course = session.get_one(Course, publish_new(session, submission.provider, [record])[0])
        submission.course_id = course.id
    else:
        publish_change(session, course, record)
    submission.provider.proposed = False
    return course


def publish_new(session: Session, provider: Provider, records: Sequence[CourseRecord]) -> list[int]:
    """Store new courses of a provider and return their ids, in order. The caller commits."""
    drafts = [CourseDraft(where=record.external_id or "") for record in records]
    items = [
        Item(draft=draft, page_url=record.url, importer="submission", record=record)
        for draft, record in zip(drafts, records, strict=True)
    ]
    StoreStage(session, submission_source(session, provider)).settle(items, ())
    return [item.course_id for item in items if item.course_id]


def submission_source(session: Session, provider: Provider) -> Source:
    """Return the source that stands for what a provider's people write; the caller commits.

    When two people write the provider's first listings at once, both find no source: the second uses the one of the
    first.
    """
    key = f"submission:{provider.key}"
    source = source_by_key(session, key)
    if source is not None:
        return source
    try:
        with session.begin_nested():
            session.add(Source(key=key, name=key, address="", format="auto", defaults={}, provider_id=provider.id))
    except IntegrityError:
        logger.info("somebody else made %s at the same moment", key)
    return session.scalars(select(Source).where(Source.key == key)).one()


def publish_change(session: Session, course: Course, record: CourseRecord) -> None:
    """Store what a person changed and note it for the index; the caller commits.

    Fields that say the same keep what a form cannot hold, such as markup. What changed in a harvested course is locked,
    so that no import undoes it.
    """
    for name in FIELDS_NOT_IN_FORM:
        setattr(record, name, getattr(course, name))
    origins = dict(course.origins)
    locked = list(course.locked or ())
    before, after = content_of(course), content_of(as_course(record, course.provider.key))
    course.locked = [name for name in FORM_FIELDS if before[name] == after[name]]
    changed = write_course(course, record)
    harvested = course.source is not None and bool(course.source.address)
    course.locked = sorted({*locked, *changed}) if harvested else locked
    course.origins = {**origins, **dict.fromkeys(changed, Origin.PERSON.value)}
    note_change(session, [course.id])


def _preview_of(understood: Understood, submission: Submission) -> Course:
    course = as_course(understood.record, submission.provider.key)
    course.created_at = submission.created_at
    course.provider = submission.provider
    return course
