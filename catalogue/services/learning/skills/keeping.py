"""Keeping what skills courses teach: seen in their own words after every change, unless a person has decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course, CourseSkill
from catalogue.services.courses.id_batches import in_batches
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skills import roles_trained_by, skills
from catalogue.taxonomy.terms import terms

CONFIDENCE: Mapping[str, float] = {
    EvidencePlace.PERSON: 1.0,
    EvidencePlace.TITLE: 0.9,
    EvidencePlace.KEYWORDS: 0.8,
    EvidencePlace.OUTCOMES: 0.7,
    EvidencePlace.SUMMARY: 0.6,
}
"""How sure a skill is by the place where it was seen: an order, not a probability. Descriptions name too much else."""
BATCH = 500
CONFIRMED, REJECTED = "confirmed", "rejected"
Row = dict[str, Any]
_SAYING = select(Course.id, Course.title, Course.keywords, Course.learning_outcomes, Course.summary, Course.language)


class Saying(Protocol):
    """What of a course is looked at: a stored one, or a row of these columns."""

    title: Any
    keywords: Any
    learning_outcomes: Any
    summary: Any
    language: Any


class KeptSkill(NamedTuple):
    """A skill of a course as it is stored."""

    place: str
    evidence: str
    decision: str | None


def keep_skills(session: Session, course_ids: Sequence[int]) -> None:
    """Bring the skills of these courses to what they say now, in the caller's transaction; what a person has said
    stays. In rows, for there are many of them: objects took a third of the time of a first import."""
    for some in in_batches(course_ids, BATCH):
        kept, new, changed = _kept(session, some), list[Row](), list[Row]()
        for course in session.execute(_SAYING.where(Course.id.in_(some))):
            seen, known = seen_skills(course), kept.get(course.id, {})
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


def _kept(session: Session, course_ids: Sequence[int]) -> Mapping[int, Mapping[str, KeptSkill]]:
    """By course and skill."""
    found: defaultdict[int, dict[str, KeptSkill]] = defaultdict(dict)
    query = select(
        CourseSkill.course_id, CourseSkill.skill_key, CourseSkill.place, CourseSkill.evidence, CourseSkill.decision
    ).where(CourseSkill.course_id.in_(course_ids))
    for course_id, key, place, evidence, decision in session.execute(query):
        found[course_id][key] = KeptSkill(place, evidence, decision)
    return found


def _forget(session: Session, course_id: int, keys: Sequence[str]) -> None:
    if keys:
        gone = delete(CourseSkill).where(CourseSkill.course_id == course_id, CourseSkill.skill_key.in_(keys))
        session.execute(gone, execution_options={"synchronize_session": False})


def taught(course: Course) -> list[str]:
    """Keys of the skills that a course teaches, but for those that a person has rejected."""
    return [skill.skill_key for skill in course.skills if skill.decision != REJECTED]


def roles_of(course: Course) -> list[str]:
    """Keys of the job roles that a course leads to: by its skills, unless a person has said otherwise."""
    said = {one.role_key: one.decision for one in course.job_roles}
    by_skills = {key for key in roles_trained_by(taught(course)) if said.get(key) != REJECTED}
    return [role.key for role in job_roles() if role.key in by_skills or said.get(role.key) == CONFIRMED]


def known_skills(keys: Iterable[str]) -> list[str]:
    """Those of the terms that somebody can learn."""
    return [key for key in keys if key in skills()]


def seen_skills(course: Saying) -> dict[str, tuple[str, str]]:
    """Each skill with the surest place where a course names it, and the words there."""
    seen: dict[str, tuple[str, str]] = {}
    for place, text in _places(course):
        for key, words in terms().seen_in(text, course.language).items():
            seen.setdefault(key, (place, words[:200]))
    return seen


def _places(course: Saying) -> Iterator[tuple[str, str]]:
    yield EvidencePlace.TITLE, course.title
    yield EvidencePlace.KEYWORDS, " . ".join(course.keywords)
    yield EvidencePlace.OUTCOMES, " . ".join(course.learning_outcomes)
    yield EvidencePlace.SUMMARY, plain_text(course.summary)
