"""Calendars: sessions become instances, rules end, and what is cut off or broken costs only itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Unreadable
from importers.ical.importer import detect, read
from tests.importers.reading import courses, faults, mutations, page

STAMP = "DTSTAMP:20270110T080000Z"


def event(uid, title="Cells", start="20270301T090000", *more):
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", STAMP, f"SUMMARY:{title}", f"DTSTART:{start}", *more, "END:VEVENT")
    )


def calendar(*events, head=()):
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *head, *events, "END:VCALENDAR", ""))


def test_41_sessions_of_20_titles_are_20_courses_with_41_instances():
    sessions = [event(f"u{n}", f"Course {n % 20}", f"202703{n % 28 + 1:02}T090000") for n in range(41)]
    found = courses(read(page(calendar(*sessions))))
    assert (len(found), sum(len(course.instances) for course in found)) == (20, 41)
    assert len({course.external_id for course in found}) == 20


def test_titles_that_differ_only_in_case_and_accents_are_one_course():
    (course,) = courses(read(page(calendar(event(1, "Électrode"), event(2, "ELECTRODE", "20270401T090000")))))
    assert [run.external_id for run in course.instances] == ["1", "2"]


def test_the_newer_version_of_an_event_holds():
    old, new = event(1, start="20270301T090000"), event(1, "Cells", "20270302T090000", "SEQUENCE:1")
    (course,) = courses(read(page(calendar(new, old))))
    assert [run.start for run in course.instances] == ["2027-03-02T09:00:00"]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=WEEKLY;COUNT=10", 10),
        ("FREQ=DAILY;UNTIL=20270305T235959", 5),
        ("FREQ=MONTHLY", 12),
        ("FREQ=DAILY", 200),
        ("FREQ=DAILY;COUNT=100000", 200),
        ("FREQ=MINUTELY", 0),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5,6", 0),
        ("FREQ=NONSENSE", 0),
        ("BYDAY=MO", 0),
    ],
)
def test_a_rule_is_followed_only_as_far_as_anyone_plans(rule, count):
    found = list(read(page(calendar(event(1, "Cells", "20270301T090000", f"RRULE:{rule}")))))
    (course,) = courses(found)
    assert len(course.instances) == count
    assert len(faults(found)) == (count == 0)


def test_a_rule_without_end_is_followed_from_when_the_feed_was_made_and_not_from_now():
    long_ago = event(1, "Cells", "20100104T090000", "RRULE:FREQ=MONTHLY;BYDAY=1MO")
    (course,) = courses(read(page(calendar(long_ago))))
    assert (course.instances[0].start, course.instances[-1].start) == ("2027-02-01T09:00:00", "2028-01-03T09:00:00")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Lisbon", ("2027-03-01T09:00:00", "Europe/Lisbon")),
        ("W. Europe Standard Time", ("2027-03-01T09:00:00", "Europe/Berlin")),
    ],
)
def test_times_keep_their_zone_by_the_name_the_world_knows(zone, expected):
    zoned = event(1).replace("DTSTART:", f"DTSTART;TZID={zone}:")
    (course,) = courses(read(page(calendar(zoned))))
    assert (course.instances[0].start, course.instances[0].timezone) == expected


@pytest.mark.parametrize(
    ("head", "start", "end", "expected"),
    [
        (
            "X-WR-TIMEZONE:Europe/Vienna",
            "20270705T070000Z",
            "20270705T150000Z",
            ("09:00:00", "17:00:00", "Europe/Vienna"),
        ),
        (
            "X-WR-TIMEZONE:Europe/Vienna",
            "20270705T090000",
            "20270705T170000",
            ("09:00:00", "17:00:00", "Europe/Vienna"),
        ),
        ("X-WR-TIMEZONE:UTC", "20270705T070000Z", "20270705T150000Z", ("07:00:00+00:00", "15:00:00+00:00", "")),
        ("X-WR-TIMEZONE:Nowhere", "20270705T070000Z", "20270705T150000Z", ("07:00:00+00:00", "15:00:00+00:00", "")),
    ],
)
def test_times_in_utc_are_told_in_the_zone_of_their_calendar(head, start, end, expected):
    (course,) = courses(read(page(calendar(event(1, "Cells", start, f"DTEND:{end}"), head=(head,)))))
    (run,) = course.instances
    assert (run.start, run.end, run.timezone) == (f"2027-07-05T{expected[0]}", f"2027-07-05T{expected[1]}", expected[2])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (";VALUE=DATE:20270705", ";VALUE=DATE:20270707"),
        (":20270705T000000", ":20270707T000000"),
        (":20270704T220000Z", ":20270706T220000Z"),
        (";TZID=Europe/Vienna:20270705T000000", ";TZID=Europe/Vienna:20270707T000000"),
    ],
)
def test_whole_days_end_with_the_day_before_the_end_that_is_given(start, end):
    whole = event(1, "Cells", "x", f"DTEND{end}").replace("DTSTART:x", f"DTSTART{start}")
    (course,) = courses(read(page(calendar(whole, head=("X-WR-TIMEZONE:Europe/Vienna",)))))
    assert course.instances[0].start[:10] == "2027-07-05"
    assert course.instances[0].end == "2027-07-06"


def test_a_calendar_cut_off_gives_its_whole_events_and_says_that_there_was_more():
    whole = calendar(event(1, "One"), event(2, "Two"), event(3, "Three"))
    found = list(read(page(whole[: whole.index("UID:3")])))
    assert [course.title for course in courses(found)] == ["One", "Two"]
    assert [fault.truncates for fault in faults(found)] == [True]


def test_an_event_without_a_date_costs_only_itself():
    found = list(read(page(calendar(event(1, "One", "soon"), event(2, "Two")))))
    assert [(course.title, len(course.instances)) for course in courses(found)] == [("One", 0), ("Two", 1)]
    assert "One" in str(faults(found)[0].message)


@pytest.mark.parametrize("content", ["BEGIN:VCALENDAR", calendar(), "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n"])
def test_a_calendar_without_events_is_unreadable_and_says_so(content):
    assert detect(page(content)) > 0.9
    with pytest.raises(Unreadable, match=r"academy\.example"):
        list(read(page(content)))


def test_a_zone_whose_name_no_file_could_have_is_unreadable_and_says_so():
    far = event(1).replace("DTSTART:", f"DTSTART;TZID={'Europe' * 60}:")
    with pytest.raises(Unreadable, match="not a calendar that can be read"):
        courses(read(page(calendar(far))))


def test_a_stamp_that_is_only_a_time_of_day_is_no_stamp():
    found = list(read(page("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTAMP:000000\nSUMMARY:One\nEND:VEVENT\nEND:VCALENDAR")))
    assert [course.title for course in courses(found)] == ["One"]


@settings(max_examples=60, deadline=None)
@given(
    mutations(calendar(event(1, "A", "20270301T090000", "RRULE:FREQ=WEEKLY;COUNT=3"), event(2)).encode()) | st.binary()
)
def test_no_bytes_break_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)
