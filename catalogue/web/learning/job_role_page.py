"""Job roles, and a learner's path to one, as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from babel.units import format_unit
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.domain.text.collation import sort_key
from catalogue.models import Course
from catalogue.services.learning.skills.learning_paths import Learner, LearningPath, Proposal
from catalogue.services.learning.skills.offers import COMPARED_CURRENCY
from catalogue.services.learning.skills.supply import SkillSupply, wishes_as_filters
from catalogue.taxonomy.job_roles import JobRole, RoleSkill, job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.learning.goal_summary import joined_ids
from catalogue.web.learning.path_picture import Picture, draw_path
from catalogue.web.search.links import courses_url, path_url
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale, reader_language


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
class OwnView:
    """A course of the learner; ``counts`` tells whether it covers any skill of the role."""

    title: str
    url: str
    lang: str
    drop_url: str
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """``closes`` says how many of the missing skills it gives; ``drawn``: the picture shows it, else ``draw_url``;
    ``lacking`` says which courses teach none of the ``uncovered`` skills."""

    title: str
    total: str
    closes: str
    drawn: bool
    draw_url: str
    note: str
    steps: Sequence[StepView]
    lacking: str
    uncovered: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """One role's page; ``own`` are the learner's courses, ``courses`` their ids as an address lists them."""

    key: str
    label: str
    area: tuple[str, str]
    esco: str
    skills: Sequence[SkillView]
    covered: int
    own: Sequence[OwnView]
    courses: str
    proposals: Sequence[ProposalView]
    picture: Picture
    learner: Learner
    countries: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    json_ld: Mapping[str, Any]


def present_roles(counts: Mapping[str, int]) -> list[tuple[str, list[RoleLink]]]:
    """Return every skill area that has roles, with its roles in the reader's alphabetical order."""
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


def present_role(role: JobRole, learner: Learner, supply: SkillSupply, path: LearningPath, way: str) -> RoleView:
    """Return the role with the learner's path; ``way`` names the proposal to draw, by default the first."""
    skills = [_skill(skill, learner, supply, path) for skill in role.skills]
    drawn = next((one for one in path.proposals if one.measure == way), next(iter(path.proposals), None))
    return RoleView(
        key=role.key,
        label=role.label(reader_language()),
        area=(values.label("skill_area", role.area), url_for("skill_area.page", key=role.area)),
        esco=role.esco,
        skills=skills,
        covered=len(path.covered),
        own=[_own(role, learner, course, path) for course in path.own],
        courses=joined_ids(path.own),
        proposals=[_proposal(role, learner, one, path, drawn) for one in path.proposals],
        picture=draw_path(role, path, drawn),
        learner=learner,
        countries=_choices("country", supply),
        languages=_choices("language", supply),
        json_ld=_occupation(role, skills),
    )


def _own(role: JobRole, learner: Learner, course: Course, path: LearningPath) -> OwnView:
    others = [number for number in learner.courses if number != course.id]
    return OwnView(
        title=course.title,
        url=url_for("course.page", slug=course.slug),
        lang=course.language or "",
        drop_url=path_url(role.key, replace(learner, courses=others)),
        counts=any(course in courses for courses in path.covered.values()),
    )


def _choices(facet: str, supply: SkillSupply) -> list[tuple[str, str]]:
    named = [(value, values.label(facet, value)) for value in supply.choices[facet] if value != "online"]
    return sorted(named, key=lambda choice: sort_key(choice[1], reader_language()))


def _skill(skill: RoleSkill, learner: Learner, supply: SkillSupply, path: LearningPath) -> SkillView:
    chosen = {facet: sorted(some) for facet, some in wishes_as_filters(learner).items()}
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


def _proposal(
    role: JobRole, learner: Learner, proposal: Proposal, path: LearningPath, drawn: Proposal | None
) -> ProposalView:
    titles = {"count": _("The fewest courses"), "hours": _("The fewest hours"), "price": _("The lowest price")}
    notes = {
        "count": "",
        "hours": _("Among the courses that state their hours."),
        "price": _("Among the courses that are free or state a price in euro."),
    }
    nothing = {
        "hours": _("No fitting course states its hours."),
        "price": _("No fitting course is free or states a price in euro."),
    }
    lacking = {
        "count": _("No fitting course teaches"),
        "hours": _("No course that states its hours teaches"),
        "price": _("No course that is free or states a price in euro teaches"),
    }
    unknown = not proposal.courses and any(one.courses for one in path.proposals)
    note = nothing[proposal.measure] if unknown else notes[proposal.measure]
    closed = len(path.missing) - len(proposal.uncovered)
    return ProposalView(
        title=titles[proposal.measure],
        total=_total(proposal),
        closes=ngettext(
            "%(closed)s of %(num)s missing skill",
            "%(closed)s of the %(num)s missing skills",
            len(path.missing),
            closed=closed,
        ),
        drawn=proposal is drawn,
        draw_url=path_url(role.key, learner, proposal.measure),
        note=" ".join(part for part in (note, _unproven(proposal)) if part),
        steps=[_step(role, learner, course, path, proposal) for course in proposal.courses],
        lacking=lacking[proposal.measure],
        uncovered=[]
        if unknown
        else [values.label("skill", skill.key) for skill in role.skills if skill.key in proposal.uncovered],
    )


def _unproven(proposal: Proposal) -> str:
    return "" if proposal.is_best else _("There may be a slightly better choice; we stopped looking.")


def _total(proposal: Proposal) -> str:
    courses = ngettext("%(num)s course", "%(num)s courses", len(proposal.courses))
    if proposal.measure == "hours":
        hours = format_unit(proposal.total, "duration-hour", locale=cldr_locale())
        return f"{hours}, {courses}"
    if proposal.measure == "price":
        price = values.money(Decimal(str(round(proposal.total, 2))), COMPARED_CURRENCY) if proposal.total else _("Free")
        return f"{price}, {courses}"
    return str(courses)


def _step(role: JobRole, learner: Learner, course: Course, path: LearningPath, proposal: Proposal) -> StepView:
    gained = [values.label("skill", key) for key in path.missing if key in proposal.gains[course.id]]
    facts = [values.language(course.language), values.workload(course.workload), values.prices(course)]
    taken = list(dict.fromkeys([*learner.courses, course.id]))
    return StepView(
        title=course.title,
        url=url_for("course.page", slug=course.slug),
        lang=course.language or "",
        provider=course.provider.name,
        is_sample=course.provider.is_sample,
        facts=[fact for fact in facts if fact],
        skills=", ".join(gained),
        add_url=path_url(role.key, replace(learner, courses=taken), proposal.measure),
    )


def _url(role: JobRole) -> str:
    return url_for("job_role.page", key=role.key)


def _occupation(role: JobRole, skills: Sequence[SkillView]) -> dict[str, Any]:
    """Return the role as schema.org ``Occupation`` with its skills as ``DefinedTerm``."""
    about = {"@context": "https://schema.org", "@type": "Occupation", "name": role.label(reader_language())}
    same = {"sameAs": role.esco} if role.esco else {}
    terms = [{"@type": "DefinedTerm", "termCode": skill.key, "name": skill.label} for skill in skills]
    return {**about, "url": url_for("job_role.page", key=role.key, _external=True), **same, "skills": terms}
