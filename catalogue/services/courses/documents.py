"""From stored courses to what the index holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer, selectinload

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.course.schedules import stated_schedules
from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course
from catalogue.search.documents import CourseDocument
from catalogue.services.courses.course_skills import learnable_skills, roles_of_course, skills_taught
from catalogue.services.courses.descriptions import completeness, embedding_text, subject_text
from catalogue.services.courses.run_documents import hours_of, run_documents, takes_place, values_of_runs
from catalogue.taxonomy.skill_areas import skill_areas

COURSES_PER_CHUNK = 1000
UNINDEXED_COLUMNS = (Course.translations, Course.origins, Course.locked, Course.notes)
"""Columns that the index does not need, and that take time to be read from JSON."""


def published_documents(session: Session) -> Iterator[CourseDocument]:
    """Yield the document of every published course, read in chunks so that memory does not grow with the catalogue."""
    last = 0
    while True:
        ids = session.scalars(_published().where(Course.id > last).order_by(Course.id).limit(COURSES_PER_CHUNK)).all()
        if not ids:
            return
        yield from load_documents(session, ids)
        last = ids[-1]
        session.expunge_all()


def load_documents(session: Session, ids: Sequence[int]) -> list[CourseDocument]:
    """Return the index entries of those of the courses that are published."""
    loaded = (
        *map(defer, UNINDEXED_COLUMNS),
        selectinload(Course.provider),
        selectinload(Course.instances),
        selectinload(Course.skill_areas),
        selectinload(Course.skills),
        selectinload(Course.job_roles),
    )
    query = select(Course).where(Course.id.in_(ids), Course.status == CourseStatus.PUBLISHED).options(*loaded)
    today = datetime.now(UTC).date()
    return [document_of(course, today) for course in session.scalars(query)]


def published_ids(session: Session) -> set[int]:
    """Return the ids of the courses that the index should hold."""
    return set(session.scalars(_published()))


def _published() -> Select[int]:
    return select(Course.id).where(Course.status == CourseStatus.PUBLISHED)


def document_of(course: Course, today: date) -> CourseDocument:
    """Return what the index holds of a course on a day."""
    areas = [area.area_key for area in course.skill_areas]
    term_keys = skills_taught(course)
    in_title = [
        skill.skill_key
        for skill in course.skills
        if skill.place == EvidencePlace.TITLE and skill.skill_key in term_keys
    ]
    starts = [run.start for run in course.instances if run.start and takes_place(run)]
    upcoming = [start for start in starts if start >= today]
    return CourseDocument(
        id=course.id,
        title=course.title,
        summary=course.summary,
        description=" ".join((plain_text(course.description), *course.learning_outcomes)),
        keywords=", ".join(course.keywords),
        provider=course.provider.name,
        concepts=skill_areas().labels_in_all_languages(areas),
        language=course.language,
        first_start=min(upcoming, default=None),
        last_start=max(starts, default=None),
        created=course.created_at.date(),
        facets=facet_values(course, areas, today)
        | {"skill": learnable_skills(term_keys), "job_role": roles_of_course(course)},
        terms=term_keys,
        title_terms=in_title,
        gist=embedding_text(course, term_keys),
        subject=subject_text(course, term_keys, areas),
        completeness=completeness(course),
        hours=hours_of(course),
        runs=run_documents(course, today),
    )


def facet_values(course: Course, areas: Sequence[str], today: date) -> dict[str, list[str]]:
    """Return the values that find a course on a day, by facet; ancestors of areas and regions are included."""
    return _values_of_course(course, areas) | values_of_runs(course, today)


def _values_of_course(course: Course, areas: Sequence[str]) -> dict[str, list[str]]:
    values: dict[str, Iterable[str | None]] = {
        "skill_area": skill_areas().with_ancestors(areas),
        "level": [str(course.eqf_level) if course.eqf_level else None],
        "credential": [course.credential],
        "schedule": stated_schedules((course.title, course.summary or "", ", ".join(course.keywords or ()))),
        "provider": [course.provider.key],
    }
    return {key: list(dict.fromkeys(value for value in found if value)) for key, found in values.items()}
