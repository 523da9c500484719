"""The skills that courses teach: recognised in their texts after every change, unless a person has decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course, CourseSkill
from catalogue.services.database.id_batches import in_batches
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skills import roles_trained_by, skills
from catalogue.taxonomy.terms import terms

CONFIDENCE_BY_PLACE: Mapping[str, float] = {
    EvidencePlace.PERSON: 1.0,
    EvidencePlace.TITLE: 0.9,
    EvidencePlace.KEYWORDS: 0.8,
    EvidencePlace.OUTCOMES: 0.7,
    EvidencePlace.SUMMARY: 0.6,
}
"""How sure a skill is by the place where it is named: an order, not a probability.

Descriptions are not searched: they name too many other things.
"""
COURSES_PER_BATCH = 500
CONFIRMED = "confirmed"
REJECTED = "rejected"
Row = dict[str, Any]
_TEXT_COLUMNS = select(
    Course.id, Course.title, Course.keywords, Course.learning_outcomes, Course.summary, Course.language
)


class CourseTexts(Protocol):
    """The texts of a course in which skills are looked for: a stored course, or a row of these columns."""

    title: Any
    keywords: Any
    learning_outcomes: Any
    summary: Any
    language: Any


class StoredSkill(NamedTuple):
    """A skill of a course as it is stored; ``evidence`` are the words at ``place``."""

    place: str
    evidence: str
    decision: str | None


def record_skills(session: Session, course_ids: Sequence[int]) -> None:
    """Bring the stored skills of these courses to what their texts say now, in the caller's transaction.

    What a person has decided stays. It works on rows: objects took a third of the time of a first import.
    """
    for batch in in_batches(course_ids, COURSES_PER_BATCH):
        stored = _stored_skills(session, batch)
        new = list[Row]()
        changed = list[Row]()
        for course in session.execute(_TEXT_COLUMNS.where(Course.id.in_(batch))):
            seen = recognise_skills(course)
            known = stored.get(course.id, {})
            _forget(session, course.id, [key for key in known.keys() - seen.keys() if known[key].decision is None])
            for key, (place, words) in seen.items():
                row: Row = {"course_id": course.id, "skill_key": key, "place": place, "evidence": words}
                if key not in known:
                    new.append(row)
                elif known[key].place != EvidencePlace.PERSON and (known[key].place, known[key].evidence) != (
                    place,
                    words,
                ):
                    changed.append(row)
        for statement, rows in ((insert(CourseSkill), new), (update(CourseSkill), changed)):
            if rows:
                session.execute(statement, rows)


def _stored_skills(session: Session, course_ids: Sequence[int]) -> Mapping[int, Mapping[str, StoredSkill]]:
    """Return the stored skills by course and skill."""
    found: defaultdict[int, dict[str, StoredSkill]] = defaultdict(dict)
    query = select(
        CourseSkill.course_id, CourseSkill.skill_key, CourseSkill.place, CourseSkill.evidence, CourseSkill.decision
    ).where(CourseSkill.course_id.in_(course_ids))
    for course_id, key, place, evidence, decision in session.execute(query):
        found[course_id][key] = StoredSkill(place, evidence, decision)
    return found


def _forget(session: Session, course_id: int, keys: Sequence[str]) -> None:
    if keys:
        gone = delete(CourseSkill).where(CourseSkill.course_id == course_id, CourseSkill.skill_key.in_(keys))
        session.execute(gone, execution_options={"synchronize_session": False})


def skills_taught(course: Course) -> list[str]:
    """Return the keys of the skills that a course teaches, without those that a person has rejected."""
    return [skill.skill_key for skill in course.skills if skill.decision != REJECTED]


def roles_of_course(course: Course) -> list[str]:
    """Return the keys of the job roles that a course leads to: by its skills, unless a person has decided otherwise."""
    decisions = {one.role_key: one.decision for one in course.job_roles}
    by_skills = {key for key in roles_trained_by(skills_taught(course)) if decisions.get(key) != REJECTED}
    return [role.key for role in job_roles() if role.key in by_skills or decisions.get(role.key) == CONFIRMED]


def learnable_skills(keys: Iterable[str]) -> list[str]:
    """Return those of the terms that are skills somebody can learn."""
    return [key for key in keys if key in skills()]


def recognise_skills(course: CourseTexts) -> dict[str, tuple[str, str]]:
    """Return each skill with the surest place where a course names it, and the words there (at most 200 characters)."""
    seen: dict[str, tuple[str, str]] = {}
    for place, text in _places(course):
        for key, words in terms().seen_in(text, course.language).items():
            seen.setdefault(key, (place, words[:200]))
    return seen


def _places(course: CourseTexts) -> Iterator[tuple[str, str]]:
    yield EvidencePlace.TITLE, course.title
    yield EvidencePlace.KEYWORDS, " . ".join(course.keywords)
    yield EvidencePlace.OUTCOMES, " . ".join(course.learning_outcomes)
    yield EvidencePlace.SUMMARY, plain_text(course.summary)
