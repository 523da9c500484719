"""When a run takes place: whole days, zones of places, the order of day and month, postponed runs."""

import pytest

from catalogue.domain.course.records import InstanceRecord
from catalogue.ingestion.contract import PlaceDraft, ProviderDraft
from catalogue.ingestion.item import SourceDefaults
from tests.unit.ingestion.normalising import NOTHING_SAID, normalised, run


def read(defaults: SourceDefaults = NOTHING_SAID, language: str = "", **values: object) -> InstanceRecord:
    record = normalised(defaults, page_language=language, instances=[run(**values)]).record
    assert record is not None
    return record.instances[0]


def times(found: InstanceRecord) -> tuple[str, str]:
    return tuple(one.isoformat() if one else "" for one in (found.start, found.end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2027-04-06T00:00:00+02:00", "2027-04-08T23:59:59+02:00", ("2027-04-06", "2027-04-08")),
        ("2027-04-06", "2027-04-08T23:59", ("2027-04-06", "2027-04-08")),
        ("2027-04-06T09:00:00", "2027-04-08T23:59:59", ("2027-04-06T09:00:00", "2027-04-08")),
        ("2027-04-06T20:00:00", "2027-04-06T23:59:00", ("2027-04-06T20:00:00", "2027-04-06T23:59:00")),
        ("2027-04-06/2027-04-08", "", ("2027-04-06", "2027-04-08")),
        ("2027-04-06/2027-04-08", "2027-04-06/2027-04-08", ("2027-04-06", "2027-04-08")),
        ("2027-04-05T22:00:00Z", "2027-04-08T21:59:59Z", ("2027-04-06", "2027-04-08")),
        ("2027-04-06T00:00:00Z", "", ("2027-04-06", "")),
    ],
)
def test_a_whole_day_is_a_day(start: str, end: str, expected: tuple[str, str]) -> None:
    assert times(read(start=start, end=end, place=PlaceDraft(locality="Brno", country="CZ"))) == expected


@pytest.mark.parametrize(
    ("written", "place", "zone"),
    [
        ("2027-04-06T09:00:00+02:00", PlaceDraft(country="CZ"), "Europe/Prague"),
        ("2027-04-06T07:00:00Z", PlaceDraft(name="Brno, Czechia"), "Europe/Prague"),
        ("2027-04-06T09:00:00+02:00", PlaceDraft(locality="Valladolid", country="ES"), "Europe/Madrid"),
        ("2027-04-06T09:00:00+02:00", PlaceDraft(country="ES"), "+02:00"),
        ("2027-04-06T09:00:00+05:00", PlaceDraft(country="CZ"), "+05:00"),
        ("2027-04-06T09:00:00", PlaceDraft(country="CZ"), None),
        ("2027-04-06T09:00:00+02:00", None, "+02:00"),
        ("2027-04-06T09:00+02:00/2027-04-06T17:00+02:00", PlaceDraft(country="CZ"), "Europe/Prague"),
    ],
)
def test_an_offset_is_told_as_the_zone_of_the_place_where_that_has_it(
    written: str, place: PlaceDraft | None, zone: str | None
) -> None:
    found = read(start=written, place=place)
    assert found.start is not None and found.start.zone == zone
    assert found.start.isoformat()[11:16] == "09:00"


def test_a_stated_offset_is_not_replaced_by_the_zone_of_the_place() -> None:
    found = read(start="2027-07-06T09:00:00", timezone="+01:00", place=PlaceDraft(country="CZ"))
    assert times(found)[0] == "2027-07-06T09:00:00+01:00"


def test_a_stated_zone_counts_more_than_the_places() -> None:
    found = read(start="2027-04-06T07:00:00Z", timezone="Europe/Lisbon", place=PlaceDraft(country="CZ"))
    assert times(found)[0] == "2027-04-06T08:00:00+01:00"


@pytest.mark.parametrize(
    ("language", "place", "home", "expected"),
    [
        ("", PlaceDraft(country="IE"), "", "2027-06-05"),
        ("en", PlaceDraft(country="IE"), "", "2027-06-05"),
        ("en", None, "PT", "2027-06-05"),
        ("en-GB", None, "", "2027-06-05"),
        ("en", PlaceDraft(country="US"), "", ""),
        ("en", PlaceDraft(country="US"), "PT", ""),
        ("en-US", PlaceDraft(country="IE"), "", ""),
        ("en", None, "", ""),
    ],
)
def test_a_slashed_date_is_read_where_country_or_language_leave_one_reading(
    language: str, place: PlaceDraft | None, home: str, expected: str
) -> None:
    provider = ProviderDraft(name="A", country=home) if home else None
    item = normalised(page_language=language, provider=provider, instances=[run(start="05/06/2027", place=place)])
    assert item.record is not None
    assert times(item.record.instances[0])[0] == expected
    assert bool(item.notes) == (not expected)


@pytest.mark.parametrize(
    ("other", "expected"), [("13/06/2027", "2027-06-05"), ("06/13/2027", "2027-05-06"), ("07/07/2027", "")]
)
def test_other_dates_of_the_same_course_show_the_order(other: str, expected: str) -> None:
    record = normalised(instances=[run(start="05/06/2027"), run(start=other)]).record
    assert record is not None and times(record.instances[0])[0] == expected


def test_the_order_that_a_list_shows_is_that_of_its_other_dates() -> None:
    assert times(read(start="05/06/2027", date_order="month-first"))[0] == "2027-05-06"
    assert times(read(start="05/06/2027", end="13/06/2027", date_order="day-first")) == ("2027-06-05", "2027-06-13")


@pytest.mark.parametrize("status", ["https://schema.org/EventPostponed", "postponed", "verschoben", "przełożone"])
def test_a_postponed_run_has_no_day(status: str) -> None:
    found = read(start="2027-04-06", end="2027-04-07", enrolment_deadline="2027-03-06", status=status)
    assert (found.status, times(found), found.enrolment_deadline) == ("postponed", ("", ""), None)


@pytest.mark.parametrize(
    "status", ["EventRescheduled", "https://schema.org/EventRescheduled", "EventRescheduled, EventMovedOnline"]
)
def test_a_rescheduled_run_takes_place_on_its_new_day(status: str) -> None:
    found = read(start="2027-04-06", status=status)
    assert (found.status, times(found)[0]) == ("scheduled", "2027-04-06")
