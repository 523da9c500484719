"""Limits of a search as they stand in addresses, both ways."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.address import arguments_of, request_from
from catalogue.search.limit_arguments import MAX_KILOMETRES, place_near
from catalogue.search.limits import LIMIT_NAMES, Limits, Near
from catalogue.search.port import SearchRequest

_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31)) | st.none()
_AMOUNTS = st.decimals(0, 10_000, places=2) | st.none()
_HOURS = st.integers(0, 5_000).map(float) | st.none()
_PLACES = st.sampled_from([None, place_near("Munich", 20), place_near("Ostrava"), Near("48.1,11.5", 48.1, 11.5, 500)])


@given(_DAYS, st.integers(0, 900), _AMOUNTS, st.sampled_from(["EUR", "CZK"]), _HOURS, _HOURS, _PLACES)
def test_limits_are_the_same_after_a_way_through_the_address(first, days, price, currency, hours, weekly, near):
    limits = Limits(
        starts_from=first,
        starts_to=first + timedelta(days) if first else None,
        max_price=price,
        currency=currency if price is not None else "EUR",
        max_hours=hours,
        max_hours_per_week=weekly,
        near=near,
    )
    asked = SearchRequest(limits=limits)
    address = {key: [str(value)] for key, value in arguments_of(asked).items()}
    assert request_from(address, "en").limits == limits


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("start_from", "soon"),
        ("start_from", "2027-02-30"),
        ("start_to", "٢٠٢٧-01-01"),
        ("max_price", "-1"),
        ("max_price", "1e9"),
        ("max_price", "nan"),
        ("max_hours", "two"),
        ("currency", "XXX"),
        ("near", "Atlantis"),
        ("near", "91,10"),
        ("near", "x" * 5000),
        ("radius", "far"),
    ],
)
def test_a_value_that_says_nothing_limits_nothing_and_is_told(key, text):
    asked = request_from({key: [text]}, "en")
    assert not asked.limits
    assert asked.unreadable == (key,)


def test_an_empty_field_of_a_form_is_no_fault():
    asked = request_from({key: [""] for key in ("start_from", "max_price", "near", "radius")}, "en")
    assert not asked.limits and not asked.unreadable


def test_a_month_stands_for_its_first_and_its_last_day():
    limits = request_from({"start_from": ["2028-02"], "start_to": ["2028-02"]}, "en").limits
    assert (limits.starts_from, limits.starts_to) == (date(2028, 2, 1), date(2028, 2, 29))


def test_dates_the_wrong_way_round_are_turned():
    limits = request_from({"start_from": ["2027-05-01"], "start_to": ["2027-03-01"]}, "en").limits
    assert (limits.starts_from, limits.starts_to) == (date(2027, 3, 1), date(2027, 5, 1))


def test_a_radius_has_a_most():
    limits = request_from({"near": ["Brno"], "radius": ["20000"]}, "en").limits
    assert limits.near and limits.near.kilometres == MAX_KILOMETRES


def test_a_country_after_the_town_tells_namesakes_apart_and_stays_in_the_address():
    belgian = request_from({"near": ["essen, Belgique"]}, "fr").limits.near
    assert belgian and belgian.name == "Essen, BE" and belgian != place_near("Essen")
    assert place_near(belgian.name) == belgian
    assert place_near("Essen, Spain") is None


def test_a_price_with_a_comma_is_read():
    assert request_from({"max_price": ["499,50"]}, "cs").limits.max_price == Decimal("499.50")


def test_each_limit_can_be_taken_away_by_its_name():
    limits = Limits(
        starts_to=date(2027, 1, 1),
        max_price=Decimal(0),
        max_hours=0.0,
        max_hours_per_week=5.0,
        near=Near("Brno", 49.2, 16.6),
    )
    assert limits.named == LIMIT_NAMES
    for name in LIMIT_NAMES:
        assert limits.without(name).named == tuple(each for each in LIMIT_NAMES if each != name)
