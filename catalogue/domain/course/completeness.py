"""How much a listing tells a learner, as points out of 100, and what it would gain by telling more.

The weights follow what learners decide by: whether the course is about their subject, when and where it is, what it
costs, and what they hold at the end. Fields that search and facets use weigh more than those only the page shows.
The weights add up to 100; a change to them changes every score, so no score is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from catalogue.domain.course.fields import FIELDS
from catalogue.domain.course.records import INFERRED_ORIGINS
from catalogue.domain.text.sanitisation import plain_text

MIN_DESCRIPTION_CHARACTERS = 200
"""Characters of plain text from which a description says more than its title."""

POINTS_BY_FIELD = {key: one.points for key, one in FIELDS.items() if one.points}
"""Points of each field, of 100."""


class Run(Protocol):
    """The fields of a run that completeness looks at."""

    @property
    def start(self) -> date | None: ...
    @property
    def locality(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def price_amount(self) -> object | None: ...


class Listing(Protocol):
    """The fields of a course that completeness looks at; values as in ``domain.course.records.CourseRecord``."""

    @property
    def description(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def learning_outcomes(self) -> Sequence[str]: ...
    @property
    def skill_areas(self) -> Sequence[object]: ...
    @property
    def origins(self) -> Mapping[str, str]: ...
    @property
    def teaching_languages(self) -> Sequence[str]: ...
    @property
    def workload(self) -> str | None: ...
    @property
    def delivery_mode(self) -> str | None: ...
    @property
    def credential(self) -> str | None: ...
    @property
    def eqf_level(self) -> int | None: ...
    @property
    def pace(self) -> str | None: ...
    @property
    def instances(self) -> Sequence[Run]: ...


@dataclass(frozen=True, slots=True)
class Completeness:
    """``points`` of 100, and the fields that are missing, those worth most first."""

    points: int
    missing: tuple[str, ...]


def completeness(listing: Listing, today: date) -> Completeness:
    """Return how much a listing tells a learner on the given day; a run that has begun no longer counts as a date."""
    is_present = _presence(listing, today)
    missing = sorted(
        (name for name in POINTS_BY_FIELD if not is_present[name]), key=lambda name: -POINTS_BY_FIELD[name]
    )
    return Completeness(sum(POINTS_BY_FIELD[name] for name in POINTS_BY_FIELD if is_present[name]), tuple(missing))


def _presence(listing: Listing, today: date) -> dict[str, bool]:
    runs = listing.instances
    looked_into = {
        "description": len(plain_text(listing.description)) >= MIN_DESCRIPTION_CHARACTERS,
        "start": listing.pace == "self-paced" or any(run.start and run.start >= today for run in runs),
        "skill_areas": bool(listing.skill_areas) and listing.origins.get("skill_areas") not in INFERRED_ORIGINS,
        "price": any(run.price_amount is not None for run in runs),
        "place": listing.delivery_mode == "online" or any(run.locality or run.country for run in runs),
    }
    return {name: bool(getattr(listing, name)) for name in POINTS_BY_FIELD.keys() - looked_into.keys()} | looked_into
