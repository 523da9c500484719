"""Points for what a listing tells."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from catalogue.domain.course.completeness import MIN_DESCRIPTION_CHARACTERS, POINTS_BY_FIELD, completeness

TODAY = date(2031, 3, 1)


@dataclass(frozen=True)
class Run:
    start: date | None = date(2031, 3, 2)
    locality: str = "Ostrava"
    country: str | None = "CZ"
    price_amount: object | None = 0


@dataclass(frozen=True)
class Listing:
    description: str = "x" * MIN_DESCRIPTION_CHARACTERS
    summary: str = "In short."
    learning_outcomes: tuple[str, ...] = ("wind a cell",)
    skill_areas: tuple[object, ...] = ("batteries",)
    origins: dict[str, str] = field(default_factory=dict)
    teaching_languages: tuple[str, ...] = ("cs",)
    workload: str | None = "PT24H"
    delivery_mode: str | None = "onsite"
    credential: str | None = "certificate"
    eqf_level: int | None = 4
    pace: str | None = None
    instances: tuple[Run, ...] = (Run(),)


def test_who_tells_everything_has_a_hundred_points():
    assert sum(POINTS_BY_FIELD.values()) == 100
    assert completeness(Listing(), TODAY).points == 100


@pytest.mark.parametrize(
    ("less", "missing"),
    [
        ({"description": "<p>" + "x" * (MIN_DESCRIPTION_CHARACTERS - 1) + "</p>"}, "description"),
        ({"instances": (Run(start=date(2031, 2, 28)),)}, "start"),
        ({"instances": (Run(price_amount=None),)}, "price"),
        ({"instances": (Run(locality="", country=None),)}, "place"),
        ({"origins": {"skill_areas": "classified"}}, "skill_areas"),
        ({"eqf_level": None}, "eqf_level"),
        ({"learning_outcomes": ()}, "learning_outcomes"),
    ],
)
def test_what_is_missing_costs_its_weight_and_is_named(less, missing):
    found = completeness(replace(Listing(), **less), TODAY)
    assert found.missing == (missing,) and found.points == 100 - POINTS_BY_FIELD[missing]


def test_who_can_begin_at_any_time_and_online_needs_neither_date_nor_place():
    found = completeness(Listing(pace="self-paced", delivery_mode="online", instances=(Run(None, "", None),)), TODAY)
    assert found.points == 100


def test_what_weighs_most_is_named_first():
    missing = completeness(replace(Listing(), description="", eqf_level=None, instances=()), TODAY).missing
    assert missing == ("description", "start", "price", "place", "eqf_level")
