"""What the index holds of each run, and how a course without runs answers."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.time.durations import taught_hours
from catalogue.models import Course, CourseInstance, Provider
from catalogue.search.facets import RUN_FACET_KEYS
from catalogue.services.courses.run_documents import run_documents, values_of_runs

TODAY = datetime.now(UTC).date()
SOON, LATER = TODAY + timedelta(20), TODAY + timedelta(60)


def run(**columns):
    return CourseInstance(**{"status": "scheduled", "locality": "", **columns})


def course(*runs, **columns):
    provider = Provider(key="academy", name="Academy", country="AT", region="AT13")
    columns = {"language": "de", "teaching_languages": [], "title": "Cells", **columns}
    return Course(provider=provider, instances=list(runs), **columns)


def facets(*runs, **columns):
    return [document.facets for document in run_documents(course(*runs, **columns), TODAY)]


def test_each_run_has_its_own_place_month_price_mode_and_language():
    munich = run(start=SOON, country="DE", region="DE212", price_amount=Decimal(0), mode="onsite", language="de-AT")
    online = run(start=LATER, price_amount=Decimal(90), price_currency="EUR", mode="online", language="en")
    first, second = facets(munich, online)

    assert first == {
        "country": ["DE"],
        "language": ["de"],
        "delivery_mode": ["onsite"],
        "price": ["free"],
        "starts": [f"{SOON:%Y-%m}"],
        "region": ["DE212", "DE21", "DE2"],
    }
    assert second == {
        "country": ["online"],
        "language": ["en"],
        "delivery_mode": ["online"],
        "price": ["paid"],
        "starts": [f"{LATER:%Y-%m}"],
        "region": [],
    }


def test_what_a_run_does_not_say_the_course_says():
    (only,) = facets(run(), delivery_mode="onsite", teaching_languages=["en", "fr"], pace="self-paced")
    assert (only["delivery_mode"], only["language"], only["starts"]) == (["onsite"], ["en", "fr"], ["anytime"])
    assert (only["country"], only["region"]) == (["AT"], ["AT13", "AT1"])


@pytest.mark.parametrize(("mode", "countries"), [("online", ["AT", "online"]), ("blended", ["AT"]), ("onsite", ["AT"])])
def test_only_what_is_wholly_online_is_online(mode, countries):
    assert facets(run(mode=mode))[0]["country"] == countries
    assert values_of_runs(course(delivery_mode=mode), TODAY)["country"] == countries


def test_a_run_that_says_its_mode_is_not_what_the_course_says_of_others():
    assert facets(run(mode="onsite"), delivery_mode="online")[0]["country"] == ["AT"]


def test_cancelled_runs_are_none_and_those_that_are_over_only_where_no_other_is_left():
    over = run(start=TODAY - timedelta(9), end=TODAY - timedelta(8), country="FR")
    cancelled = run(start=SOON, country="IT", status="cancelled")

    assert [each["country"] for each in facets(over, cancelled, run(start=SOON, country="ES"))] == [["ES"]]
    assert [(each["country"], each["starts"]) for each in facets(over, cancelled)] == [(["FR"], [])]
    assert run_documents(course(over), TODAY)[0].start is None


def test_prices_are_in_euros_and_unknown_in_a_currency_without_a_rate():
    prices = [
        run(price_amount=Decimal("195.583"), price_currency="BGN"),
        run(price_amount=Decimal(7), price_currency="XAF"),
        run(),
    ]
    assert [each.price for each in run_documents(course(*prices), TODAY)] == [Decimal("100.00"), None, None]


def test_a_place_is_where_its_source_says_or_else_where_its_town_lies():
    stated = run(locality="Praha", country="CZ", latitude=50.1, longitude=14.4)
    town = run(locality="80331 München", country="DE", region="DE212")
    shared = run(locality="Neustadt", country="DE")
    abroad = run(locality="München", country="FR")
    at_home = run(locality="München", country="DE", mode="online")
    found = run_documents(course(stated, town, shared, abroad, at_home), TODAY)

    assert [(each.latitude, each.longitude) for each in found] == [
        (50.1, 14.4),
        (48.14, 11.58),
        (None, None),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("workload", "days", "hours", "weekly"),
    [
        ("PT40H", 13, 40.0, 20.0),
        ("PT16H", 1, 16.0, 16.0),
        ("P2D", 1, 16.0, 16.0),
        ("P6W", 41, None, None),
        (None, 3, None, None),
    ],
)
def test_hours_of_the_whole_and_of_a_week(workload, days, hours, weekly):
    one = course(run(start=SOON, end=SOON + timedelta(days)), workload=workload)
    assert [each.hours_per_week for each in run_documents(one, TODAY)] == [weekly]
    assert (None if workload is None or (found := taught_hours(workload)) is None else float(found)) == hours


_RUNS = st.builds(
    run,
    start=st.none() | st.sampled_from((SOON, LATER, TODAY - timedelta(9))),
    country=st.sampled_from((None, "DE", "FR")),
    region=st.sampled_from((None, "DE212", "FRK26")),
    mode=st.sampled_from((None, "online", "onsite", "blended")),
    language=st.sampled_from((None, "en", "de-DE")),
    price_amount=st.sampled_from((None, Decimal(0), Decimal(5))),
    status=st.sampled_from(("scheduled", "cancelled")),
)


@given(st.lists(_RUNS, max_size=4), st.sampled_from((None, "online", "blended")), st.sampled_from((None, "self-paced")))
def test_a_course_answers_by_just_the_values_that_its_runs_have(runs, mode, pace):
    one = course(*runs, delivery_mode=mode, pace=pace)
    documents = run_documents(one, TODAY)
    together = values_of_runs(one, TODAY)

    assert set(together) == set(RUN_FACET_KEYS)
    for key in RUN_FACET_KEYS if documents else ():
        assert set(together[key]) == {value for document in documents for value in document.facets[key]}
