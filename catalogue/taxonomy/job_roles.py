"""The reference job roles of the sector, and which skills each asks for at which level.

Written by us from the roles that DRIVES and ALBATTS name; ``job_roles.csv`` has a row per role. A skill is a term of
the trade (``taxonomy.terms``) with an EQF level from which on a course counts; ``!`` marks what the role cannot do
without.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "job_roles.csv"
ESCO = "http://data.europa.eu/esco/occupation/"


@dataclass(frozen=True, slots=True)
class RoleSkill:
    """``level`` is EQF 1 to 8."""

    key: str
    level: int
    essential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRole:
    """``skills`` come in the order of their importance; ``esco`` is the URI of an occupation, empty if none fits."""

    key: str
    esco: str
    area: str
    labels: Mapping[str, str]
    skills: Sequence[RoleSkill]

    def label(self, language: str) -> str:
        """The role's name in a language, else in English."""
        return self.labels.get(language) or self.labels.get(language.replace("_", "-").split("-")[0], self.labels["en"])


class JobRoles:
    """All roles, by key in their order."""

    def __init__(self, roles: Iterable[JobRole]) -> None:
        self._roles = {role.key: role for role in roles}

    def __iter__(self) -> Iterator[JobRole]:
        return iter(self._roles.values())

    def __len__(self) -> int:
        return len(self._roles)

    def get(self, key: str) -> JobRole | None:
        return self._roles.get(key)


@cache
def job_roles() -> JobRoles:
    """The roles, read once from their file."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return JobRoles(_role(row) for row in csv.DictReader(rows, delimiter=";"))


def _role(row: dict[str, str]) -> JobRole:
    key, esco, area, skills = (row.pop(name) for name in ("key", "esco", "area", "skills"))
    return JobRole(
        key=key,
        esco=f"{ESCO}{esco}" if esco else "",
        area=area,
        labels=row,
        skills=[_skill(written) for written in skills.split()],
    )


def _skill(written: str) -> RoleSkill:
    key, _, level = written.partition(":")
    return RoleSkill(key, int(level.rstrip("!")), level.endswith("!"))
