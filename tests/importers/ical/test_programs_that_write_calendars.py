"""What Google, Outlook, Lotus Notes and event pages write: zones named once, links in the text, series in their way."""

import pytest

from catalogue.ingestion.contract import LinkKind
from importers.ical.importer import read
from tests.importers.ical.test_ical import calendar, event
from tests.importers.reading import courses, page

VIENNA = ("X-WR-TIMEZONE:Europe/Vienna",)


def only_course(*events, head=(), **more):
    (course,) = courses(read(page(calendar(*events, head=head), **more)))
    return course


@pytest.mark.parametrize(
    ("start", "head", "expected"),
    [
        ("20270705T070000Z", VIENNA, ("2027-07-05T09:00:00", "Europe/Vienna")),
        ("20270105T070000Z", VIENNA, ("2027-01-05T08:00:00", "Europe/Vienna")),
        ("20270705T070000Z", (), ("2027-07-05T07:00:00+00:00", "")),
        ("20270705T070000Z", ("X-WR-TIMEZONE:UTC",), ("2027-07-05T07:00:00+00:00", "")),
        ("20270705T070000Z", ("X-WR-TIMEZONE:The office",), ("2027-07-05T07:00:00+00:00", "")),
        ("20270705T070000", VIENNA, ("2027-07-05T07:00:00", "Europe/Vienna")),
        ("00010101T000000Z", ("X-WR-TIMEZONE:America/New_York",), ("0001-01-01T00:00:00+00:00", "")),
    ],
)
def test_a_time_in_utc_is_told_in_the_zone_that_the_calendar_names(start, head, expected):
    (run,) = only_course(event(1, "Cells", start), head=head).instances
    assert (run.start, run.timezone) == expected


@pytest.mark.parametrize(
    ("plain", "html", "expected"),
    [
        ("Three days in the dry room with our engineers.", "<b>Remote</b>", "Three days in the dry room"),
        ("Three days in the dry room.", "<p>Three days in the <i>dry room</i>.</p>", "<p>Three days"),
        ("", "<p>Three days.</p>", "<p>Three days."),
        ("Three days.", "", "Three days."),
    ],
)
def test_the_fuller_description_is_taken(plain, html, expected):
    more = [f"DESCRIPTION:{plain}"] if plain else []
    more += [f"X-ALT-DESC;FMTTYPE=text/html:{html}"] if html else []
    assert only_course(event(1, "Cells", "20270301T090000", *more)).description.startswith(expected)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (["DESCRIPTION:Programme and booking: https://academy.example/cells."], "https://academy.example/cells"),
        (["DESCRIPTION:See https://academy.example/a or https://academy.example/b"], ""),
        (["DESCRIPTION:Twice https://academy.example/a and https://academy.example/a"], "https://academy.example/a"),
        (["LOCATION:Hall 3\\, https://hall.example", "DESCRIPTION:Way: https://hall.example/way"], ""),
        (["DESCRIPTION:Veranstaltungsort: https://hall.example/way"], ""),
        (["DESCRIPTION:Join at https://zoom.us/j/123 only"], ""),
        (["URL:https://academy.example/own", "DESCRIPTION:https://academy.example/a"], "https://academy.example/own"),
        (
            [r"DESCRIPTION:Venue: Hall 3\, https://hall.example\nMore: https://academy.example/a"],
            "https://academy.example/a",
        ),
    ],
)
def test_the_only_link_of_the_text_is_the_page_where_no_address_is_stated(more, expected):
    found = only_course(event(1, "Cells", "20270301T090000", *more), url="file:///calendar.ics")
    assert found.url == expected


def test_an_exception_with_a_title_of_its_own_stays_in_its_series():
    moved = event("s", "Cells (moved to Tuesday)", "20270309T190000", "RECURRENCE-ID:20270308T180000")
    course = only_course(moved, event("s", "Cells", "20270301T180000", "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert course.title == "Cells"
    assert [run.start[:10] for run in course.instances] == ["2027-03-01", "2027-03-09", "2027-03-15"]


def test_a_series_that_is_marked_as_its_own_exception_keeps_its_dates():
    dates = "RDATE;VALUE=PERIOD:20270301T160000/20270301T170000,20270405T160000/20270405T170000"
    marked = event("n", "Cells", "20270301T160000", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270301T150000Z", dates)
    assert [run.start[:10] for run in only_course(marked).instances] == ["2027-03-01", "2027-04-05"]


def test_files_of_one_event_each_are_known_by_its_id_and_a_calendar_that_lives_on_by_its_titles():
    first, second = (event(uid, "Webinar", f"2027030{uid}T090000") for uid in (1, 2))
    assert [only_course(each, url=f"file:///{n}.ics").external_id for n, each in enumerate((first, second))] == [
        "1",
        "2",
    ]
    assert only_course(first, follows=LinkKind.DETAIL).external_id == "1"
    assert only_course(first).external_id == only_course(first, second).external_id == "webinar"
