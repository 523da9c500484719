"""Values of schema.org as publishers write them: answers for texts, several prices, moved and postponed events."""

import pytest

from tests.importers.schema_org.test_whole_pages import COURSE, EVENT, only


def of_event(**values):
    return only(EVENT | values)


def run_of(**values):
    return of_event(**values).instances[0]


@pytest.mark.parametrize("nothing", [False, True, None, "null", "undefined", {"@value": False}, [False, None]])
def test_an_answer_or_a_missing_value_is_no_text(nothing):
    course = of_event(description=nothing, image=nothing, location=nothing, offers=nothing, duration=nothing)
    run = course.instances[0]
    assert (course.description, course.image, course.workload) == ("", "", "")
    assert (run.place, run.price) == (None, "")


@pytest.mark.parametrize("nothing", [False, True, 0, 17, "false", "True"])
def test_an_answer_or_a_number_is_no_address(nothing):
    course = only({key: value for key, value in COURSE.items() if key != "url"} | {"url": nothing, "image": nothing})
    assert (course.url, course.image) == ("https://academy.example/courses/", ""), "the page's own"


@pytest.mark.parametrize(
    ("answer", "price"), [(True, "free"), ("true", "free"), ({"@value": True}, "free"), (False, ""), ("no", "")]
)
def test_whether_it_is_free_is_an_answer(answer, price):
    assert run_of(isAccessibleForFree=answer).price == price


def test_a_number_stays_a_value_where_one_is_meant():
    run = run_of(offers={"price": 0, "priceCurrency": "EUR"}, maximumAttendeeCapacity=12)
    assert (run.price, run.currency, run.capacity) == ("0", "EUR", "12")


@pytest.mark.parametrize(
    ("offers", "price", "currency"),
    [
        ({"priceSpecification": [{"price": "90"}, {"price": "150"}], "priceCurrency": "EUR"}, "90 EUR; 150 EUR", ""),
        ({"priceSpecification": [{"price": 90, "priceCurrency": "EUR"}] * 2}, "90", "EUR"),
        ({"priceSpecification": {"minPrice": 90, "maxPrice": 150, "priceCurrency": "EUR"}}, "90–150", "EUR"),
        ({"lowPrice": 90, "priceCurrency": "EUR"}, "from 90", "EUR"),
        ({"lowPrice": 90, "highPrice": 90, "priceCurrency": "EUR"}, "90", "EUR"),
        ({"@type": "AggregateOffer", "offers": [{"price": 90, "priceCurrency": "EUR"}]}, "90", "EUR"),
        ({"price": 90, "priceSpecification": {"price": 80, "priceCurrency": "EUR"}}, "90", "EUR"),
        ({"priceSpecification": {"priceComponent": [{"price": 90}, {"price": 10}]}}, "90; 10", ""),
        ({"priceSpecification": "90 EUR"}, "90 EUR", ""),
    ],
)
def test_of_several_prices_none_is_picked(offers, price, currency):
    run = run_of(offers=offers)
    assert (run.price, run.currency) == (price, currency)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"eventStatus": "https://schema.org/EventPostponed"}, "EventPostponed"),
        ({"eventStatus": "EventPostponed", "previousStartDate": "2027-01-11"}, "EventPostponed"),
        ({"eventStatus": "EventPostponed", "previousStartDate": "2026-12-01"}, "EventRescheduled"),
        ({"eventStatus": "EventPostponed", "offers": {"price": 1, "availability": "SoldOut"}}, "EventPostponed"),
    ],
)
def test_a_postponed_event_says_so_unless_it_has_another_day(values, status):
    assert run_of(**values).status == status


def test_an_event_that_moved_online_has_left_its_place():
    status = ["https://schema.org/EventRescheduled", "https://schema.org/EventMovedOnline"]
    run = run_of(eventStatus=status, location={"name": "Aula"}, eventAttendanceMode="OfflineEventAttendanceMode")
    assert (run.mode, run.place) == ("online", None)


def test_a_place_beside_a_room_on_the_net_is_found_wherever_it_stands():
    streamed = {"@type": "Place", "name": "Livestream", "address": "Zoom"}
    run = run_of(location=[streamed, {"@type": "Place", "name": "Aula"}])
    assert (run.mode, run.place.name) == ("MixedEventAttendanceMode", "Aula")
