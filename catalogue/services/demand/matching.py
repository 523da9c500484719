"""Demand against supply: for each place and skill area, the people needed and the courses there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.regions import regions
from catalogue.services.demand.current import Summed, place_demand
from catalogue.services.indicators.reading import places
from catalogue.taxonomy.skill_areas import skill_areas

ALL = ""
"""The area that stands for all of them."""


@dataclass(frozen=True, slots=True)
class Match:
    """``courses`` of a skill area in a place, and who is needed there, if anybody said so."""

    place: str
    area: str
    courses: int
    demand: Summed | None

    @property
    def is_gap(self) -> bool:
        """People are needed, and nothing is taught."""
        return self.demand is not None and self.demand.people > 0 and not self.courses

    @property
    def people_per_course(self) -> float | None:
        """How many needed people share a course; None where nobody is asked for or nothing is taught."""
        return self.demand.people / self.courses if self.demand and self.courses else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place with something to show, by every first-level skill area; ``totals`` are all courses of a place."""

    places: Sequence[str]
    areas: Sequence[str]
    matches: Mapping[tuple[str, str], Match]
    totals: Mapping[str, int]

    def gaps(self, most: int = 10) -> list[Match]:
        """Where most is missing: first what is not taught at all, then the most people to a course."""
        wanted = [match for match in self.matches.values() if match.demand and match.demand.people]
        return sorted(wanted, key=_lack, reverse=True)[:most]


def _lack(match: Match) -> tuple[bool, float]:
    people = match.demand.people if match.demand else 0
    return match.is_gap, match.people_per_course or people


def compare(session: Session, country: str = "") -> Comparison:
    """Countries side by side, or the NUTS 2 regions of one; those with neither courses nor demand are left out."""
    codes = [one.code for one in regions() if (one.country, one.level) == (country, 2)] if country else _countries()
    supply = places(session, "region" if country else "country", codes)
    demand = place_demand(session, codes)
    areas = [area.key for area in skill_areas().roots()]
    shown = {code for code, _area in (*supply, *demand)}
    matches = {
        (code, area): Match(code, area, supply.get((code, area), 0), demand.get((code, area)))
        for code in codes
        for area in areas
        if code in shown
    }
    totals = {code: supply.get((code, ALL), 0) for code in shown}
    return Comparison([code for code in codes if code in shown], areas, matches, totals)


def _countries() -> list[str]:
    return sorted({one.country for one in regions()})
