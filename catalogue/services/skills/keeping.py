"""Keeping what skills courses teach: seen in their own words after every change, unless a person has decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.sanitising import plain_text
from catalogue.models import Course, CourseSkill
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms

CONFIDENCE = {"person": 1.0, "title": 0.9, "keywords": 0.8, "outcomes": 0.7, "summary": 0.6}
"""How sure a skill is by the place where it was seen: an order, not a probability. Descriptions name too much else."""
BATCH = 500
CONFIRMED, REJECTED = "confirmed", "rejected"


def keep_skills(session: Session, course_ids: Sequence[int]) -> None:
    """Bring the skills of these courses to what they say now, in the caller's transaction."""
    for start in range(0, len(course_ids), BATCH):
        some = course_ids[start : start + BATCH]
        for course in session.scalars(select(Course).where(Course.id.in_(some)).options(selectinload(Course.skills))):
            see_skills(course)
        session.flush()


def taught(course: Course) -> list[str]:
    """Keys of the skills that a course teaches, but for those that a person has rejected."""
    return [skill.skill_key for skill in course.skills if skill.decision != REJECTED]


def roles_of(course: Course) -> list[str]:
    """Keys of the job roles that a course leads to: by its skills, unless a person has said otherwise."""
    said = {one.role_key: one.decision for one in course.job_roles}
    by_skills = {key for key in job_roles().trained_by(taught(course)) if said.get(key) != REJECTED}
    return [role.key for role in job_roles() if role.key in by_skills or said.get(role.key) == CONFIRMED]


def known_skills(keys: Iterable[str]) -> list[str]:
    """Those of the terms that somebody can learn."""
    return [key for key in keys if key in skills()]


def see_skills(course: Course) -> None:
    """Bring the skills of one course to what it says; what a person has said stays."""
    seen = _seen(course)
    known = {skill.skill_key: skill for skill in course.skills}
    for key, skill in known.items():
        if key in seen and skill.place != "person":
            skill.place, skill.evidence = seen[key]
        elif key not in seen and skill.decision is None:
            course.skills.remove(skill)
    for key in seen.keys() - known.keys():
        place, evidence = seen[key]
        course.skills.append(CourseSkill(skill_key=key, place=place, evidence=evidence))


def _seen(course: Course) -> dict[str, tuple[str, str]]:
    """Each skill with the surest place where it is named, and the words there."""
    seen: dict[str, tuple[str, str]] = {}
    for place, text in _places(course):
        for key, words in terms().seen_in(text, course.language).items():
            seen.setdefault(key, (place, words[:200]))
    return seen


def _places(course: Course) -> Iterator[tuple[str, str]]:
    yield "title", course.title
    yield "keywords", " . ".join(course.keywords)
    yield "outcomes", " . ".join(course.learning_outcomes)
    yield "summary", plain_text(course.summary)
