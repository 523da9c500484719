"""The skills of a course, for those who may decide on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_percent
from flask_babel import gettext as _

from catalogue.domain.collation import sort_key
from catalogue.models import Course, CourseSkill
from catalogue.services.skills.keeping import CONFIDENCE, CONFIRMED, REJECTED
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skills import skills
from catalogue.web.locale import cldr_locale, reader_language
from catalogue.web.presenters import values


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
class CourseSkillsView:
    rows: Sequence[SkillRow]
    others: Sequence[tuple[str, str]]
    roles: Sequence[str]


def present_skills(course: Course) -> CourseSkillsView:
    """The skills, the surest first, those that could be added, and the job roles that follow."""
    known = {skill.skill_key for skill in course.skills}
    others = [(term.key, values.label("skill", term.key)) for term in skills() if term.key not in known]
    taught = [skill.skill_key for skill in course.skills if skill.decision != REJECTED]
    return CourseSkillsView(
        rows=[_row(skill) for skill in sorted(course.skills, key=_sureness)],
        others=sorted(others, key=lambda choice: sort_key(choice[1], reader_language())),
        roles=[values.label("job_role", key) for key in job_roles().trained_by(taught)],
    )


def _sureness(skill: CourseSkill) -> tuple[bool, float, str]:
    return skill.decision == REJECTED, -CONFIDENCE[skill.place], skill.skill_key


def _confidence(skill: CourseSkill) -> str:
    if skill.decision == REJECTED:
        return ""
    share: str = format_percent(1 if skill.decision else CONFIDENCE[skill.place], locale=cldr_locale())
    return share


def _row(skill: CourseSkill) -> SkillRow:
    places = {
        "person": _("said by a person"),
        "title": _("in the title"),
        "keywords": _("in the keywords"),
        "outcomes": _("in the learning outcomes"),
        "summary": _("in the summary"),
    }
    return SkillRow(
        key=skill.skill_key,
        label=values.label("skill", skill.skill_key),
        place=places[skill.place],
        evidence=skill.evidence,
        confidence=_confidence(skill),
        confirmed=skill.decision == CONFIRMED,
        rejected=skill.decision == REJECTED,
    )
