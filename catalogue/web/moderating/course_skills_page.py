"""The skill areas, skills and job roles of a course, for those who may decide on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.numbers import format_percent
from flask_babel import gettext as _

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.course.records import Origin
from catalogue.domain.text.collation import sort_key
from catalogue.models import Course, CourseSkill, CourseSkillArea
from catalogue.services.courses.course_skills import (
    CONFIDENCE_BY_PLACE,
    CONFIRMED,
    REJECTED,
    roles_of_course,
    skills_taught,
)
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale, reader_language


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """``evidence`` are the course's own words, in its language; ``confidence`` goes by their place until confirmed."""

    key: str
    label: str
    place: str
    evidence: str
    confidence: str
    confirmed: bool
    rejected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """``place`` and ``evidence`` say why it was given; both are empty where its source or a person says so."""

    key: str
    label: str
    place: str
    evidence: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """``by`` names the skills from which it follows."""

    key: str
    label: str
    by: str
    confirmed: bool
    rejected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSkillsView:
    """``others`` and their like can be added; ``areas_kept``: a person has said which areas are right."""

    areas: Sequence[AreaRow]
    areas_kept: bool
    other_areas: Sequence[tuple[str, str]]
    rows: Sequence[SkillRow]
    others: Sequence[tuple[str, str]]
    roles: Sequence[RoleRow]
    other_roles: Sequence[tuple[str, str]]


def present_skills(course: Course) -> CourseSkillsView:
    """Return areas, skills (the surest first) and job roles, with what could be added."""
    roles = _roles(course)
    areas = [area.area_key for area in course.skill_areas]
    return CourseSkillsView(
        areas=[_area(area) for area in course.skill_areas],
        areas_kept="skill_areas" in course.locked,
        other_areas=_choices("skill_area", (area.key for area in skill_areas() if area.key not in areas)),
        rows=[_row(one) for one in sorted(course.skills, key=_sureness) if one.skill_key in skills() or one.decision],
        others=_choices("skill", {skill.key for skill in skills()} - {skill.skill_key for skill in course.skills}),
        roles=roles,
        other_roles=_choices("job_role", {role.key for role in job_roles()} - {role.key for role in roles}),
    )


def place_label(place: str) -> str:
    """Return where evidence stands, in words that follow it."""
    places: dict[str, str] = {
        EvidencePlace.PERSON: _("stated by a person"),
        EvidencePlace.TITLE: _("in the title"),
        EvidencePlace.KEYWORDS: _("in the keywords"),
        EvidencePlace.OUTCOMES: _("in the learning outcomes"),
        EvidencePlace.SUMMARY: _("in the summary"),
        EvidencePlace.TEXT: _("in the text"),
        EvidencePlace.MEANING: _("is close in meaning"),
    }
    return places.get(place, "")


def _choices(facet: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    named = [(key, values.label(facet, key)) for key in keys]
    return sorted(named, key=lambda choice: sort_key(choice[1], reader_language()))


def _area(area: CourseSkillArea) -> AreaRow:
    by_meaning = area.place == EvidencePlace.MEANING
    close_to = terms().name(area.evidence, reader_language()) or values.label("skill_area", area.evidence)
    stated: dict[str, str] = {
        Origin.STATED: _("as its source says"),
        Origin.DEFAULT: _("as for all of its source"),
        Origin.PERSON: place_label(EvidencePlace.PERSON),
    }
    return AreaRow(
        key=area.area_key,
        label=values.label("skill_area", area.area_key),
        place=stated.get(area.origin, place_label(area.place)),
        evidence="" if area.origin in stated else close_to if by_meaning else area.evidence,
        confidence="" if area.origin in stated or area.confidence is None else _percent(area.confidence),
    )


def _roles(course: Course) -> list[RoleRow]:
    decisions = {one.role_key: one.decision for one in course.job_roles}
    known = frozenset(skills_taught(course))
    shown = dict.fromkeys([*roles_of_course(course), *decisions])
    return [
        RoleRow(
            key=role.key,
            label=role.label(reader_language()),
            by=", ".join(values.label("skill", one.key) for one in role.skills if one.essential and one.key in known),
            confirmed=decisions.get(role.key) == CONFIRMED,
            rejected=decisions.get(role.key) == REJECTED,
        )
        for role in job_roles()
        if role.key in shown
    ]


def _sureness(skill: CourseSkill) -> tuple[bool, float, str]:
    return skill.decision == REJECTED, -CONFIDENCE_BY_PLACE[skill.place], skill.skill_key


def _confidence(skill: CourseSkill) -> str:
    return "" if skill.decision == REJECTED else _percent(1 if skill.decision else CONFIDENCE_BY_PLACE[skill.place])


def _percent(share: float) -> str:
    shown: str = format_percent(share, locale=cldr_locale())
    return shown


def _row(skill: CourseSkill) -> SkillRow:
    return SkillRow(
        key=skill.skill_key,
        label=values.label("skill", skill.skill_key),
        place=place_label(skill.place),
        evidence=skill.evidence,
        confidence=_confidence(skill),
        confirmed=skill.decision == CONFIRMED,
        rejected=skill.decision == REJECTED,
    )
