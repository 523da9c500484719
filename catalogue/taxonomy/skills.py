"""The skills: those terms of the trade that somebody can learn, each in a skill area and linked to ESCO where it fits.

``skills.csv`` has a row per skill in the order of the areas. Its labels are the term's (``taxonomy.terms``); terms that
are no skill, such as “gigafactory”, help the search alone.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.taxonomy.job_roles import JobRole, RoleSkill, job_roles

FILE = Path(__file__).parent / "skills.csv"
ESCO = "http://data.europa.eu/esco/skill/"
TRANSVERSAL = "management-skills"
"""The area of skills that every trade needs, such as leadership."""
MIN_ROLE_WEIGHT = 2
"""What the essential skills of a course must weigh together for a job role: one skill of the trade weighs as much, a
transversal one half."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill. ``area`` is a first-level skill area; ``esco`` the URI of a skill of ESCO, empty if none fits."""

    key: str
    area: str
    esco: str


class Skills:
    """All skills, by key in their order."""

    def __init__(self, skills: Iterable[Skill]) -> None:
        self._skills = {skill.key: skill for skill in skills}

    def __iter__(self) -> Iterator[Skill]:
        return iter(self._skills.values())

    def __contains__(self, key: str) -> bool:
        return key in self._skills

    def get(self, key: str) -> Skill | None:
        """Return the skill with this key, None if there is none."""
        return self._skills.get(key)


@cache
def skills() -> Skills:
    """Return the skills, read once from their file."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return Skills(
            Skill(row["key"], row["area"], f"{ESCO}{row['esco']}" if row["esco"] else "")
            for row in csv.DictReader(rows, delimiter=";")
        )


def roles_needing(key: str) -> Sequence[tuple[JobRole, RoleSkill]]:
    """Return the job roles that require a skill, each with its level, those for which it is essential first."""
    asking = [(role, skill) for role in job_roles() for skill in role.skills if skill.key == key]
    return sorted(asking, key=lambda pair: not pair[1].essential)


def roles_trained_by(taught: Iterable[str]) -> list[str]:
    """Return the keys of the job roles that a course with these skills leads to.

    It teaches an essential skill of the trade, or two transversal ones, as leadership alone makes nobody a lean
    manager.
    """
    found: Counter[str] = Counter()
    for skill in taught:
        found.update(_essential_for().get(skill, {}))
    return [role.key for role in job_roles() if found[role.key] >= MIN_ROLE_WEIGHT]


@cache
def _essential_for() -> Mapping[str, Mapping[str, int]]:
    """Return for each skill the roles for which it is essential, with its weight there."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for role in job_roles():
        for needed in role.skills:
            skill = skills().get(needed.key)
            if needed.essential and skill is not None:
                found[needed.key][role.key] = 1 if skill.area == TRANSVERSAL else MIN_ROLE_WEIGHT
    return found


def asked_for_together(key: str, most: int) -> list[str]:
    """Return the skills that the same job roles require, those first that most of these roles do."""
    others = Counter(other.key for role, _ in roles_needing(key) for other in role.skills if other.key != key)
    return [other for other, _ in others.most_common(most)]
