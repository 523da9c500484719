"""The skills that the reference job roles require, and where courses teach them: stored by the worker for pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from catalogue.domain.places.regions import region, regions
from catalogue.models import SkillSupply
from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.taxonomy.job_roles import JobRole, job_roles

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class RoleSupply:
    """Every place with a course for any of the skills, and the courses for (place, skill)."""

    places: Sequence[str]
    courses: Mapping[tuple[str, str], int]

    def taught(self, place: str, role: JobRole) -> int:
        """Return how many of the skills that a role requires at least one course teaches at a place."""
        return sum((place, skill.key) in self.courses for skill in role.skills)


def measure_skills(session: Session, engine: SearchEngine) -> None:
    """Count the courses of every skill that a role requires, as the search finds them; the caller commits."""
    rows = [
        {"place": place, "skill": skill, "courses": count}
        for skill in required_skills()
        for place, count in _places_of(engine, skill)
    ]
    session.execute(delete(SkillSupply))
    if rows:
        session.execute(insert(SkillSupply), rows)


def required_skills() -> Iterable[str]:
    """Return every skill that a role requires, once."""
    return dict.fromkeys(skill.key for role in job_roles() for skill in role.skills)


def _places_of(engine: SearchEngine, skill: str) -> Iterator[tuple[str, int]]:
    filters = {"skill": frozenset({skill})}
    page = engine.search(SearchRequest(filters=filters, per_page=1, highlight=False, facets=("country", "region")))
    if page.total:
        yield EVERYWHERE, page.total
    for value in page.facets["country"]:
        if value.count and value.value != "online":
            yield value.value, value.count
    for value in page.facets["region"]:
        found = region(value.value)
        if value.count and found is not None and found.level == 2:
            yield value.value, value.count


def role_supply(session: Session, country: str = "") -> RoleSupply:
    """Return the supply everywhere and country by country, or in a country and its NUTS 2 regions."""
    inside = [region.code for region in regions() if (region.country, region.level) == (country, 2)]
    codes = [country, *inside] if country else [EVERYWHERE, *sorted({region.country for region in regions()})]
    query = select(SkillSupply).where(SkillSupply.place.in_(codes))
    courses = {(row.place, row.skill): row.courses for row in session.scalars(query)}
    supplied = {place for place, _skill in courses}
    return RoleSupply([code for code in codes if code in supplied], courses)


def all_skill_supply(session: Session) -> Sequence[SkillSupply]:
    """Return every number there is, by place and skill."""
    return session.scalars(select(SkillSupply).order_by(SkillSupply.place, SkillSupply.skill)).all()


def coverage_of_roles(session: Session) -> Iterator[tuple[str, JobRole, int]]:
    """Yield place, role, and how many of its skills are taught there, for every place that was measured."""
    courses = {(row.place, row.skill): row.courses for row in all_skill_supply(session)}
    supply = RoleSupply(sorted({place for place, _skill in courses}), courses)
    yield from ((place, role, supply.taught(place, role)) for place in supply.places for role in job_roles())
