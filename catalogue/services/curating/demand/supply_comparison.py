"""Demand against supply: for each place and skill area, the people needed and the courses there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.places.regions import regions
from catalogue.services.curating.demand.in_force import StoredDemand, places_with_own_figures, stored_demand
from catalogue.services.indicators.figures import area_supply, place_figures
from catalogue.taxonomy.skill_areas import skill_areas

ALL_AREAS = ""
"""The key under which the courses of all areas are counted."""


@dataclass(frozen=True, slots=True)
class Match:
    """A skill area in a place: its ``courses``, the demand there if anybody declared one, and the ``seats`` of runs to
    come.

    Runs that do not state their capacity count no seats.
    """

    place: str
    area: str
    courses: int
    demand: StoredDemand | None
    seats: int = 0

    @property
    def is_gap(self) -> bool:
        """Whether people are needed and nothing is taught."""
        return self.demand is not None and self.demand.people > 0 and not self.courses

    @property
    def people_per_course(self) -> float | None:
        """How many needed people share a course; None where nobody is needed or nothing is taught."""
        return self.demand.people / self.courses if self.demand and self.courses else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place with something to show, by every first-level skill area.

    ``totals`` count all courses of a place. ``whole`` is the country that the others lie in, first of the places, or
    empty for all of Europe.
    """

    places: Sequence[str]
    areas: Sequence[str]
    matches: Mapping[tuple[str, str], Match]
    totals: Mapping[str, int]
    whole: str = ""

    @property
    def most(self) -> int:
        """The most courses of an area in one of the places, the whole left aside."""
        return max((match.courses for match in self.matches.values() if match.place != self.whole), default=0)

    @property
    def people(self) -> int:
        """How many people are needed in all the places, each counted once."""
        counted = (match for match in self.matches.values() if not self.whole or match.place == self.whole)
        return sum(match.demand.people for match in counted if match.demand)

    def wanted(self) -> list[Match]:
        """Return where and in which area people are needed; the whole country only where no region of it says more."""
        asked = [match for match in self.matches.values() if match.demand and match.demand.people]
        areas_of_regions = {match.area for match in asked if match.place != self.whole}
        return [match for match in asked if match.place != self.whole or match.area not in areas_of_regions]

    def gaps(self, most: int = 10) -> list[Match]:
        """Return up to ``most`` matches, the largest gaps first: what is not taught at all, then most people to a
        course."""
        return sorted(self.wanted(), key=_size_of_gap, reverse=True)[:most]


def _size_of_gap(match: Match) -> tuple[bool, float]:
    people = match.demand.people if match.demand else 0
    return match.is_gap, match.people_per_course or people


def compare_places(session: Session, country: str = "") -> Comparison:
    """Return countries side by side; or one as a whole with its NUTS 2 regions and those of NUTS 1 that declare demand.

    Places with neither courses nor demand are left out.
    """
    codes = [country, *_regions_of(session, country)] if country else _countries()
    supply, seats = (_counted(session, codes, indicator) for indicator in ("courses", "seats"))
    demand = stored_demand(session, codes)
    areas = [area.key for area in skill_areas().roots()]
    shown = {code for code, _area in (*supply, *demand)}
    matches = {
        (code, area): Match(
            code, area, supply.get((code, area), 0), demand.get((code, area)), seats.get((code, area), 0)
        )
        for code in codes
        for area in areas
        if code in shown
    }
    totals = {code: supply.get((code, ALL_AREAS), 0) for code in shown}
    return Comparison([code for code in codes if code in shown], areas, matches, totals, country)


def all_matches(session: Session) -> list[Match]:
    """Return all countries and regions with courses or demand, of all levels, by place and area."""
    taught = area_supply(session)
    needed = stored_demand(session)
    seats = area_supply(session, "seats")
    keys = sorted({*taught, *needed})
    return [Match(*key, taught.get(key, 0), needed.get(key), seats.get(key, 0)) for key in keys]


def _counted(session: Session, codes: Sequence[str], indicator: str) -> Mapping[tuple[str, str], int]:
    """Return what was measured of countries and regions, by place and area."""
    countries = [code for code in codes if len(code) == 2]
    inside = [code for code in codes if len(code) > 2]
    regional = place_figures(session, "region", inside, indicator) if inside else {}
    return {**place_figures(session, "country", countries, indicator), **regional}


def _regions_of(session: Session, country: str) -> list[str]:
    inside = [one for one in regions() if one.country == country]
    speaking = places_with_own_figures(session, [one.code for one in inside if one.level == 1])
    return [one.code for one in inside if one.level == 2 or one.code in speaking]


def _countries() -> list[str]:
    return sorted({one.country for one in regions()})
