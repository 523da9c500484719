from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.duration import Unit, parse_workload, workload_hours, workload_parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT40H", "PT40H"),
        ("pt40h", "PT40H"),
        ("PT1.5H", "PT1H30M"),
        ("P0Y0M6W", "P6W"),
        ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"),
        ("6 Wochen", "P6W"),
        ("8 hours", "PT8H"),
        ("2 days", "P2D"),
        ("40 h", "PT40H"),
        ("40h", "PT40H"),
        ("1,5 Stunden", "PT1H30M"),
        ("1.5 years", "P1Y6M"),
        ("0,5 Tage", "P0.5D"),
        ("5 months (approx)", "P5M"),
        ("Duration: 40 hours", "PT40H"),
        ("40 hours, 40 h", "PT40H"),
        ("2 h 30 min", "PT2H30M"),
        ("1h30", "PT1H30M"),
        ("2 hours and 15 minutes", "PT2H15M"),
        ("3 jours", "P3D"),
        ("3 semanas", "P3W"),
        ("2 settimane", "P2W"),
        ("6 týdnů", "P6W"),
        ("6 týždňov", "P6W"),
        ("6 tygodni", "P6W"),
        ("6 veckor", "P6W"),
        ("6 weken", "P6W"),
        ("6 hét", "P6W"),
        ("6 viikkoa", "P6W"),
        ("6 săptămâni", "P6W"),
        ("10 месяцев", None),
    ],
)
def test_a_workload_keeps_the_unit_it_was_stated_in(text: str, expected: str | None) -> None:
    assert parse_workload(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "PT", "P0D", "PT0H", "4-6 weeks", "4 to 6 weeks", "4 bis 6 Wochen", "up to 8 hours", "mind. 3 Tage"),
        *(
            "3 hours per week",
            "2 days (16 hours)",
            "2 x 4 hours",
            "half a day",
            "1/2 day",
            "80 UE",
            "40",
            "a few weeks",
        ),
        *("6 weeks or 3 months", "day 1: 8 hours", "5 hours/week", "0 hours", "1,200 hours"),
    ],
)
def test_ranges_rates_and_unknown_units_are_nothing(text: str) -> None:
    assert parse_workload(text) is None


def test_the_language_says_what_a_thousands_mark_is() -> None:
    assert parse_workload("1,200 hours", "en") == "PT1200H"
    assert parse_workload("1.200 Stunden", "de") == "PT1200H"


@pytest.mark.parametrize(
    ("iso", "hours"),
    [
        ("PT40H", Decimal(40)),
        ("PT1H30M", Decimal("1.5")),
        ("PT90M", Decimal("1.5")),
        ("P2D", None),
        ("P6W", None),
        ("x", None),
    ],
)
def test_hours_are_known_only_where_they_were_stated(iso: str, hours: Decimal | None) -> None:
    assert workload_hours(iso) == hours


def test_parts_give_value_and_unit_for_presenting() -> None:
    assert workload_parts("P1Y6M") == ((Decimal(1), Unit.YEAR), (Decimal(6), Unit.MONTH))
    assert workload_parts("six weeks") == ()


@given(st.text(max_size=120))
def test_no_text_makes_it_raise_and_an_answer_stays_itself(text: str) -> None:
    found = parse_workload(text)
    assert found is None or parse_workload(found) == found


@given(st.decimals(min_value="0.25", max_value=999, places=2), st.sampled_from(["hours", "days", "weeks", "years"]))
def test_a_workload_read_is_read_again_the_same(value: Decimal, unit: str) -> None:
    found = parse_workload(f"{value} {unit}")
    assert found is not None
    assert parse_workload(found) == found
