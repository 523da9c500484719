"""How many courses there are for job roles and their skills, as the search counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.services.learning.skills.learning_paths import Learner
from catalogue.services.search.searching import SearchResult, search_courses
from catalogue.taxonomy.job_roles import JobRole

COURSES_SHOWN = 12
CHOICE_FACETS = ("country", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSupply:
    """Numbers of courses for the skills of a role; ``choices`` are the values to choose from."""

    by_skill: Mapping[str, int]
    choices: Mapping[str, Sequence[str]]


def courses_by_value(engine: SearchEngine, facet: str) -> Mapping[str, int]:
    """Return the number of published courses for each value of a facet, such as ``job_role``; values without any are
    absent."""
    return _counts(engine, SearchRequest(facets=(facet,), per_page=1, highlight=False), facet)


def courses_teaching(session: Session, engine: SearchEngine, skill: str, language: str) -> SearchResult:
    """Return the first courses for a skill, for a reader of ``language``, with the counts of all skills and
    languages."""
    of_skill = {"skill": frozenset({skill})}
    asked = SearchRequest(filters=of_skill, facets=("skill", "language"), language=language, per_page=COURSES_SHOWN)
    return search_courses(session, engine, asked)


def courses_by_skill(engine: SearchEngine, role: JobRole, learner: Learner) -> SkillSupply:
    """Return the number of courses for each skill, and the countries and languages of all courses for the role."""
    wished = SearchRequest(filters=wishes_as_filters(learner), facets=("skill",), per_page=1, highlight=False)
    of_role = {"skill": frozenset(skill.key for skill in role.skills)}
    all_of_role = engine.search(SearchRequest(filters=of_role, facets=CHOICE_FACETS, per_page=1, highlight=False))
    return SkillSupply(
        by_skill=_counts(engine, wished, "skill"),
        choices={facet: [value.value for value in all_of_role.facets.get(facet, ())] for facet in CHOICE_FACETS},
    )


def wishes_as_filters(learner: Learner) -> dict[str, frozenset[str]]:
    """Return what a learner asks for as filters of the search; what is online reaches every country."""
    chosen = {
        "country": frozenset({learner.country, "online"}) if learner.country else frozenset(),
        "language": frozenset({learner.language} - {""}),
        "delivery_mode": frozenset({"online"}) if learner.online else frozenset(),
    }
    return {facet: values for facet, values in chosen.items() if values}


def _counts(engine: SearchEngine, asked: SearchRequest, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in engine.search(asked).facets.get(facet, ())}
