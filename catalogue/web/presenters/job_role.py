"""Job roles, and a learner's path to one, as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_currency, format_decimal
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.domain.collation import sort_key
from catalogue.models import Course
from catalogue.services.skills.keeping import taught
from catalogue.services.skills.learning import CURRENCY, Learner, LearningPath, Proposal
from catalogue.services.skills.supply import SkillSupply, wishes
from catalogue.taxonomy.job_roles import JobRole, RoleSkill, job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.locale import reader_language
from catalogue.web.presenters import values
from catalogue.web.presenters.addresses import courses_url
from catalogue.web.presenters.path_picture import Picture, draw


@dataclass(frozen=True, slots=True)
class RoleLink:
    label: str
    url: str
    count: int
    skills: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillView:
    """``by`` names the learner's courses that cover the skill; ``url`` finds the courses that were counted."""

    key: str
    label: str
    level: str
    essential: bool
    count: int
    url: str
    declared: bool
    covered: bool
    by: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A course of a proposal; ``add_url`` takes it into the path."""

    title: str
    url: str
    lang: str
    provider: str
    is_sample: bool
    facts: Sequence[str]
    skills: str
    add_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    title: str
    total: str
    note: str
    steps: Sequence[StepView]
    uncovered: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """One role's page; ``own`` are the learner's courses with the addresses that drop them."""

    label: str
    area: tuple[str, str]
    esco: str
    skills: Sequence[SkillView]
    covered: int
    own: Sequence[tuple[str, str, str]]
    proposals: Sequence[ProposalView]
    picture: Picture
    learner: Learner
    countries: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    json_ld: Mapping[str, Any]


def present_roles(counts: Mapping[str, int]) -> list[tuple[str, list[RoleLink]]]:
    """Every skill area that has roles, with its roles in the alphabet of the reader."""
    language = reader_language()
    groups: dict[str, list[RoleLink]] = {}
    for role in job_roles():
        link = RoleLink(role.label(language), _url(role), counts.get(role.key, 0), len(role.skills))
        groups.setdefault(role.area, []).append(link)
    order = {area.key: place for place, area in enumerate(skill_areas())}
    return [
        (values.label("skill_area", area), sorted(groups[area], key=lambda link: sort_key(link.label, language)))
        for area in sorted(groups, key=lambda area: order.get(area, len(order)))
    ]


def present_role(role: JobRole, learner: Learner, supply: SkillSupply, path: LearningPath) -> RoleView:
    """The role with the learner's path."""
    skills = [_skill(skill, learner, supply, path) for skill in role.skills]
    proposals = [_proposal(role, learner, one, path) for one in path.proposals]
    courses = {course.slug: course for some in path.covered.values() for course in some}
    return RoleView(
        label=role.label(reader_language()),
        area=(values.label("skill_area", role.area), url_for("skill_area.page", key=role.area)),
        esco=role.esco,
        skills=skills,
        covered=len(path.covered),
        own=[
            (each.title, url_for("course.page", slug=slug), _without(role, learner, slug))
            for slug, each in courses.items()
        ],
        proposals=proposals,
        picture=draw(role, path),
        learner=learner,
        countries=_choices("country", supply),
        languages=_choices("language", supply),
        json_ld=_occupation(role, skills),
    )


def _choices(facet: str, supply: SkillSupply) -> list[tuple[str, str]]:
    named = [(value, values.label(facet, value)) for value in supply.choices[facet] if value != "online"]
    return sorted(named, key=lambda choice: sort_key(choice[1], reader_language()))


def _skill(skill: RoleSkill, learner: Learner, supply: SkillSupply, path: LearningPath) -> SkillView:
    chosen = {facet: sorted(some) for facet, some in wishes(learner).items()}
    return SkillView(
        key=skill.key,
        label=values.label("skill", skill.key),
        level=values.label("level", str(skill.level)),
        essential=skill.essential,
        count=supply.by_skill.get(skill.key, 0),
        url=courses_url({"skill": skill.key, **chosen}),
        declared=skill.key in learner.skills,
        covered=skill.key in path.covered,
        by=[(each.title, url_for("course.page", slug=each.slug)) for each in path.covered.get(skill.key, ())],
    )


def _proposal(role: JobRole, learner: Learner, proposal: Proposal, path: LearningPath) -> ProposalView:
    titles = {"count": _("The fewest courses"), "hours": _("The fewest hours"), "price": _("The lowest price")}
    notes = {
        "count": "",
        "hours": _("Among the courses that state their hours."),
        "price": _("Among the courses that are free or state a price in euro."),
    }
    return ProposalView(
        title=titles[proposal.measure],
        total=_total(proposal),
        note=" ".join(part for part in (notes[proposal.measure], _unproven(proposal)) if part),
        steps=[_step(role, learner, course, path) for course in proposal.courses],
        uncovered=[values.label("skill", skill.key) for skill in role.skills if skill.key in proposal.uncovered],
    )


def _unproven(proposal: Proposal) -> str:
    return "" if proposal.is_best else _("There may be a slightly better choice; we stopped looking.")


def _total(proposal: Proposal) -> str:
    number, locale = len(proposal.courses), reader_language()
    courses = ngettext("%(num)s course", "%(num)s courses", number)
    if proposal.measure == "hours":
        hours = format_decimal(proposal.total, locale=locale)
        return f"{_('%(hours)s hours', hours=hours)}, {courses}"
    if proposal.measure == "price":
        return f"{format_currency(proposal.total, CURRENCY, locale=locale)}, {courses}"
    return str(courses)


def _step(role: JobRole, learner: Learner, course: Course, path: LearningPath) -> StepView:
    gained = [values.label("skill", key) for key in path.missing if key in taught(course)]
    facts = [values.language(course.language), values.workload(course.workload), values.prices(course)]
    return StepView(
        title=course.title,
        url=url_for("course.page", slug=course.slug),
        lang=course.language or "",
        provider=course.provider.name,
        is_sample=course.provider.is_sample,
        facts=[fact for fact in facts if fact],
        skills=", ".join(gained),
        add_url=_with(role, learner, course.slug),
    )


def _with(role: JobRole, learner: Learner, slug: str) -> str:
    return _path_url(role, learner, list(dict.fromkeys([*learner.courses, slug])))


def _without(role: JobRole, learner: Learner, slug: str) -> str:
    return _path_url(role, learner, [one for one in learner.courses if one != slug])


def _path_url(role: JobRole, learner: Learner, courses: Sequence[str]) -> str:
    """The address that keeps a path; what is not chosen is not in it."""
    said = {
        "have": sorted(learner.skills),
        "course": list(courses),
        "country": learner.country or None,
        "language": learner.language or None,
        "online": "1" if learner.online else None,
    }
    return url_for("job_role.page", key=role.key, _anchor="path", **said)  # type: ignore[arg-type]


def _url(role: JobRole) -> str:
    return url_for("job_role.page", key=role.key)


def _occupation(role: JobRole, skills: Sequence[SkillView]) -> dict[str, Any]:
    """schema.org ``Occupation`` with its skills as ``DefinedTerm``."""
    about = {"@context": "https://schema.org", "@type": "Occupation", "name": role.label(reader_language())}
    same = {"sameAs": role.esco} if role.esco else {}
    terms = [{"@type": "DefinedTerm", "termCode": skill.key, "name": skill.label} for skill in skills]
    return {**about, "url": url_for("job_role.page", key=role.key, _external=True), **same, "skills": terms}
