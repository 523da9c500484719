"""Skills as their list and their own pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from catalogue.domain.text.collation import sort_key
from catalogue.services.search.searching import SearchResult
from catalogue.taxonomy.job_roles import JobRole, RoleSkill
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import Skill, asked_for_together, roles_needing, skills
from catalogue.taxonomy.terms import terms
from catalogue.web.search.card import Card, present_hit
from catalogue.web.search.links import courses_url
from catalogue.web.site import values
from catalogue.web.site.locale import LOCALES, reader_language

MAX_RELATED_SKILLS = 8


@dataclass(frozen=True, slots=True)
class SkillLink:
    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsView:
    """``groups`` are skill areas with their address and skills."""

    groups: Sequence[tuple[str, str, Sequence[SkillLink]]]
    json_ld: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RoleNeed:
    label: str
    url: str
    level: str
    essential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPageView:
    """``names`` are what else it is called in the reader's language; ``abroad`` its name in each other language."""

    label: str
    area: tuple[str, str]
    esco: str
    names: Sequence[str]
    abroad: Sequence[tuple[str, str, str]]
    roles: Sequence[RoleNeed]
    together: Sequence[SkillLink]
    languages: Sequence[SkillLink]
    cards: Sequence[Card]
    total: int
    all_url: str
    json_ld: Mapping[str, Any]


def present_skills(counts: Mapping[str, int]) -> SkillsView:
    """Return every skill area with its skills in the reader's alphabetical order."""
    language = reader_language()
    groups: dict[str, list[SkillLink]] = {}
    for skill in skills():
        groups.setdefault(skill.area, []).append(_link(skill.key, counts))
    return SkillsView(
        groups=[
            (*_area(area.key), sorted(groups[area.key], key=lambda link: sort_key(link.label, language)))
            for area in skill_areas().roots()
            if area.key in groups
        ],
        json_ld={"@context": "https://schema.org", **_set(), "hasDefinedTerm": [_term(skill) for skill in skills()]},
    )


def present_skill(skill: Skill, result: SearchResult) -> SkillPageView:
    """Return one skill with the first of its courses."""
    counts = _counts(result, "skill")
    names = terms().labels(skill.key, reader_language())[1:]
    return SkillPageView(
        label=values.label("skill", skill.key),
        area=_area(skill.area),
        esco=skill.esco,
        names=names,
        abroad=_abroad(skill.key),
        roles=[_need(role, asked) for role, asked in roles_needing(skill.key)],
        together=[_link(key, counts) for key in asked_for_together(skill.key, MAX_RELATED_SKILLS)],
        languages=[_in_language(skill.key, code, number) for code, number in _counts(result, "language").items()],
        cards=[present_hit(hit, course) for hit, course in result.found],
        total=result.page.total,
        all_url=courses_url({"skill": skill.key}),
        json_ld={"@context": "https://schema.org", **_term(skill), "alternateName": list(names)},
    )


def skill_url(key: str) -> str:
    """Return the address of a skill's page."""
    return url_for("skill.page", key=key)


def _link(key: str, counts: Mapping[str, int]) -> SkillLink:
    return SkillLink(values.label("skill", key), skill_url(key), counts.get(key, 0))


def _in_language(key: str, code: str, number: int) -> SkillLink:
    return SkillLink(values.language(code), courses_url({"skill": key, "language": code}), number)


def _counts(result: SearchResult, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in result.page.facets.get(facet, ()) if value.count}


def _need(role: JobRole, asked: RoleSkill) -> RoleNeed:
    url = url_for("job_role.page", key=role.key)
    return RoleNeed(role.label(reader_language()), url, values.label("level", str(asked.level)), asked.essential)


def _abroad(key: str) -> list[tuple[str, str, str]]:
    """Return for each other language its tag, its name, and what the skill is called in it."""
    return [
        (code, values.language(code), terms().name(key, code) or "")
        for code in LOCALES
        if code != reader_language().split("-")[0]
    ]


def _area(key: str) -> tuple[str, str]:
    return values.label("skill_area", key), url_for("skill_area.page", key=key)


def _set() -> dict[str, Any]:
    return {"@type": "DefinedTermSet", "name": _("Skills"), "url": url_for("skill.index", _external=True)}


def _term(skill: Skill) -> dict[str, Any]:
    """Return the skill as schema.org ``DefinedTerm``."""
    same = {"sameAs": skill.esco} if skill.esco else {}
    return {
        "@type": "DefinedTerm",
        "termCode": skill.key,
        "name": values.label("skill", skill.key),
        "url": url_for("skill.page", key=skill.key, _external=True),
        "inDefinedTermSet": url_for("skill.index", _external=True),
        **same,
    }
