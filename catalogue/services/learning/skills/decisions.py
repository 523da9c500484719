"""Decisions of people on the skill areas, skills and job roles of a course: they outlive every later import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.course.records import Origin
from catalogue.domain.people.permissions import Actor
from catalogue.models import Course, CourseJobRole, CourseSkill, CourseSkillArea
from catalogue.services.accounts import audit_trail
from catalogue.services.courses.course_skills import CONFIRMED, REJECTED
from catalogue.services.courses.index_changes import note_change
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.terms import terms

DECISIONS = {"confirm": CONFIRMED, "reject": REJECTED, "undecide": None}


class UnknownSkill(Exception):
    """The key is not in the vocabulary, or the decision is none of ``DECISIONS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says of a course: of a skill or job role (``key``), or which skill areas (``keys``) are its own.

    ``facet`` is skill, job_role or skill_area; ``verb`` one of ``DECISIONS``, or ``release`` for skill areas.
    """

    facet: str
    verb: str
    key: str = ""
    keys: Sequence[str] = ()


def carry_out(session: Session, actor: Actor, course: Course, decision: Decision) -> None:
    """Decide on a skill, a job role or all skill areas of a course. Commits. Raises ``UnknownSkill``."""
    if decision.facet == "skill_area" and decision.verb == "release":
        release_areas(session, actor, course)
    elif decision.facet == "skill_area":
        decide_areas(session, actor, course, decision.keys)
    elif decision.facet == "job_role":
        decide_role(session, actor, course, decision.key, decision.verb)
    else:
        decide_skill(session, actor, course, decision.key, decision.verb)
    session.commit()


def decide_skill(session: Session, actor: Actor, course: Course, key: str, decision: str) -> None:
    """Confirm, reject or leave open that a course teaches a skill, in the caller's transaction.

    Confirming one that the text does not name adds it. Raise ``UnknownSkill``.
    """
    if decision not in DECISIONS or terms().name(key, "en") is None:
        raise UnknownSkill(f"“{decision}” “{key}” is no decision on a skill of the vocabulary")
    stored = next((skill for skill in course.skills if skill.skill_key == key), None)
    before = stored.decision if stored else None
    if stored is None:
        stored = CourseSkill(skill_key=key, place=EvidencePlace.PERSON)
        course.skills.append(stored)
    stored.decision = DECISIONS[decision]
    _record(session, actor, course, "skill", {key: before}, {key: stored.decision})


def decide_role(session: Session, actor: Actor, course: Course, key: str, decision: str) -> None:
    """Confirm, reject or leave open that a course leads to a job role, in the caller's transaction.

    What is left open follows from the skills. Raise ``UnknownSkill``.
    """
    if decision not in DECISIONS or job_roles().get(key) is None:
        raise UnknownSkill(f"“{decision}” “{key}” is no decision on a job role")
    stored = next((role for role in course.job_roles if role.role_key == key), None)
    before, after = stored.decision if stored else None, DECISIONS[decision]
    if stored is not None:
        course.job_roles.remove(stored)
        session.flush()
    if after is not None:
        course.job_roles.append(CourseJobRole(role_key=key, decision=after))
    _record(session, actor, course, "job-role", {key: before}, {key: after})


def decide_areas(session: Session, actor: Actor, course: Course, keys: Sequence[str]) -> None:
    """Set the skill areas of a course for good: imports leave them so from now on. The caller commits.

    Raise ``UnknownSkill``.
    """
    if unknown := [key for key in keys if skill_areas().get(key) is None]:
        raise UnknownSkill(f"“{unknown[0]}” is no skill area")
    before = [area.area_key for area in course.skill_areas]
    known = {area.area_key: area for area in course.skill_areas}
    course.skill_areas = [known.get(key) or CourseSkillArea(area_key=key) for key in dict.fromkeys(keys)]
    for position, area in enumerate(course.skill_areas):
        area.position = position
        area.origin = Origin.PERSON.value
    course.locked = sorted({*course.locked, "skill_areas"})
    course.origins = {**course.origins, "skill_areas": Origin.PERSON.value}
    _record(session, actor, course, "skill-areas", {"skill_areas": before}, {"skill_areas": list(keys)})


def release_areas(session: Session, actor: Actor, course: Course) -> None:
    """Let the next import set the skill areas of a course again. The caller commits."""
    course.locked = [name for name in course.locked if name != "skill_areas"]
    course.origins = {name: origin for name, origin in course.origins.items() if name != "skill_areas"}
    course.fingerprint = ""
    course.draft_mark = ""  # so that it is read again although its source has not changed
    _record(session, actor, course, "skill-areas", {"locked": True}, {"locked": False})


def _record(
    session: Session, actor: Actor, course: Course, action: str, before: dict[str, object], after: dict[str, object]
) -> None:
    audit_trail.record(session, actor, action, f"course:{course.id}", course.title, before=before, after=after)
    note_change(session, [course.id])
