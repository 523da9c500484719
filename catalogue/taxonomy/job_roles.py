"""The reference job roles of the sector, and which skills each requires at which level.

Written by us from the roles that DRIVES and ALBATTS name; ``job_roles.csv`` has a row per role. A skill is a term of
the trade (``taxonomy.terms``) with an EQF level from which on a course counts; ``!`` marks an essential one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "job_roles.csv"
ESCO = "http://data.europa.eu/esco/occupation/"
_OTHER_COLUMNS = frozenset({"key", "esco", "area", "skills"})
"""The columns that are no labels."""


@dataclass(frozen=True, slots=True)
class RoleSkill:
    """A skill that a role requires. ``level`` is EQF 1 to 8."""

    key: str
    level: int
    essential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRole:
    """A role. ``skills`` come in the order of their importance; ``esco`` is the URI of an occupation, empty if none
    fits."""

    key: str
    esco: str
    area: str
    labels: Mapping[str, str]
    skills: Sequence[RoleSkill]

    def label(self, language: str) -> str:
        """Return the role's name in a language, else in English."""
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
        """Return the role with this key, None if there is none."""
        return self._roles.get(key)


@cache
def job_roles() -> JobRoles:
    """Return the roles, read once from their file."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return JobRoles(_role(row) for row in csv.DictReader(rows, delimiter=";"))


def _role(row: dict[str, str]) -> JobRole:
    occupation = row["esco"]
    return JobRole(
        key=row["key"],
        esco=f"{ESCO}{occupation}" if occupation else "",
        area=row["area"],
        labels={name: label for name, label in row.items() if name not in _OTHER_COLUMNS},
        skills=[_skill(written) for written in row["skills"].split()],
    )


def _skill(written: str) -> RoleSkill:
    key, _, level = written.partition(":")
    return RoleSkill(key, int(level.rstrip("!")), level.endswith("!"))
