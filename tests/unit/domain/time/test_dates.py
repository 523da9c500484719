from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.text.cldr import EUROPEAN
from catalogue.domain.time.dates import Moment, parse_moment

THIRD_OF_MARCH = Moment(date(2027, 3, 3))
PROMISED = {"en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv", "nl", "hu", "fi", "ro"}
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2027-03-03", None),
        ("20270303", None),
        ("2027/03/03", None),
        ("3. März 2027", "de"),
        ("ab 3. März 2027", "de"),
        ("Mittwoch, 3. März 2027", "de-AT"),
        ("3 mars 2027", "fr"),
        ("le 3 mars 2027", "fr"),
        ("od 3. března 2027", "cs"),
        ("3. marca 2027", "sk"),
        ("3 marca 2027 r.", "pl"),
        ("March 3, 2027", "en"),
        ("3rd of March 2027", "en"),
        ("Mar 3, 2027", None),
        ("3 de marzo de 2027", "es"),
        ("3 de março de 2027", "pt"),
        ("3 marzo 2027", "it"),
        ("3 mars 2027", "sv"),
        ("3 maart 2027", "nl"),
        ("2027. március 3.", "hu"),
        ("3. maaliskuuta 2027", "fi"),
        ("3 martie 2027", "ro"),
        ("03.03.2027", None),
        ("03.03.27", "de"),
        ("3. 3. 2027", "cs"),
        ("2027. 03. 03.", "hu"),
        ("3 March 2027", "de"),
    ],
)
def test_a_day_is_read_as_its_language_writes_it(text: str, language: str | None) -> None:
    assert parse_moment(text, language) == THIRD_OF_MARCH


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (None, None),
        ("en", None),
        ("en-US", None),
        ("ja", None),
        ("en-GB", date(2027, 4, 3)),
        ("en-IE", date(2027, 4, 3)),
        ("de", date(2027, 4, 3)),
        ("fr", date(2027, 4, 3)),
        ("sv", date(2027, 4, 3)),
        ("hu", date(2027, 4, 3)),
    ],
)
def test_the_language_decides_what_a_slashed_date_is(language: str | None, expected: date | None) -> None:
    found = parse_moment("03/04/2027", language)
    assert (found.day if found else None) == expected


@pytest.mark.parametrize("text", ["13/04/2027", "04/13/2027"])
def test_a_number_above_twelve_settles_which_is_the_day(text: str) -> None:
    assert parse_moment(text, "en") == Moment(date(2027, 4, 13))


@pytest.mark.parametrize(
    "text",
    [
        *("", "März 2027", "2027", "2027-03", "03/2027", "3 March", "soon", "on request", "3.–5. März 2027"),
        *("1 March 2027 to 5 March 2027", "2027-03-03 / 2027-03-05", "30. Februar 2027", "2027-13-01", "31.04.2027"),
        *("03-03-27", "3 March 2027 (2 days)", "2027-03-03T25:00", "0000-01-01", "3 Foo 2027"),
    ],
)
def test_what_is_not_one_certain_day_is_nothing(text: str) -> None:
    assert parse_moment(text, "de") is None


def test_a_month_name_with_two_meanings_needs_its_language() -> None:
    assert parse_moment("3 listopada 2027") is None
    assert parse_moment("3 listopada 2027", "pl") == Moment(date(2027, 11, 3))
    assert parse_moment("3 listopada 2027", "hr") == Moment(date(2027, 10, 3))


@pytest.mark.parametrize(
    ("text", "clock", "zone"),
    [
        ("2027-03-03T09:00:00+01:00", time(9), "+01:00"),
        ("2027-03-03T09:00:00Z", time(9), "+00:00"),
        ("2027-03-03T09:00:00.000+0100", time(9), "+01:00"),
        ("20270303T140000", time(14), None),
        ("2027-03-03 09:00", time(9), None),
        ("3. März 2027, 9:30 Uhr", time(9, 30), None),
        ("3. März 2027 um 9 Uhr", time(9), None),
        ("3 mars 2027 à 9h30", time(9, 30), None),
        *(("3 mars 2027 à 9h", time(9), None), ("3 marzo 2027 ore 9.00", time(9), None)),
        *(("den 3 mars 2027 kl. 09.00", time(9), None), ("Mon, 03 Mar 2027 09:00:00 GMT", time(9), "+00:00")),
        ("March 3, 2027 2:15 PM", time(14, 15), None),
        ("March 3, 2027 12 pm", time(12), None),
    ],
)
def test_a_time_is_kept_with_the_zone_it_was_given(text: str, clock: time, zone: str | None) -> None:
    assert parse_moment(text, "de") == Moment(date(2027, 3, 3), clock, zone)


@pytest.mark.parametrize(
    ("utc", "zone", "local"),
    [
        ("2027-07-05T07:00:00Z", "Europe/Berlin", "2027-07-05T09:00:00+02:00"),
        ("2027-01-05T07:00:00+00:00", "Europe/Lisbon", "2027-01-05T07:00:00+00:00"),
        ("20270705T223000Z", "Europe/Helsinki", "2027-07-06T01:30:00+03:00"),
        ("2027-07-05T07:00:00Z", "UTC", "2027-07-05T07:00:00+00:00"),
        ("Mon, 05 Jul 2027 07:00:00 GMT", "Europe/Berlin", "2027-07-05T09:00:00+02:00"),
        ("1814770800", "Europe/Berlin", "2027-07-05T09:00:00+02:00"),
        ("1814770800000", None, "2027-07-05T07:00:00+00:00"),
        ("/Date(1814770800000)/", "Europe/Berlin", "2027-07-05T09:00:00+02:00"),
    ],
)
def test_a_time_in_utc_is_told_in_the_zone_that_is_known(utc: str, zone: str | None, local: str) -> None:
    found = parse_moment(utc, None, zone)
    assert found is not None and found.isoformat() == local
    assert found.zone in (zone, "+00:00")


@pytest.mark.parametrize(
    "text",
    [
        *("2027-03-03T00:00:00", "2027-03-03T00:00:00+01:00", "2027-03-03T00:00:00Z", "2027-03-02T23:00:00Z"),
        *("Wed, 03 Mar 2027 00:00:00 +0100", "Wed Mar 03 2027 00:00:00 GMT+0100 (CET)", "March 3, 2027 12:00:00 AM"),
        *("20270303", "2027-W09-3", "2027W093", "2027-062", "Wed Mar 03 2027", "03.03.2027 00:00", "1804028400"),
    ],
)
def test_what_software_writes_for_a_whole_day_is_that_day(text: str) -> None:
    zone = "Europe/Berlin" if text in ("2027-03-02T23:00:00Z", "1804028400") else None
    assert parse_moment(text, None, zone) == THIRD_OF_MARCH


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Wed, 03 Mar 2027 14:05:30 +0200", "2027-03-03T14:05:00+02:00"),
        ("3 Mar 2027 14:05 -0500", "2027-03-03T14:05:00-05:00"),
        ("Wed Mar 03 2027 14:05:30 GMT+0530 (India Standard Time)", "2027-03-03T14:05:00+05:30"),
        ("3 March 2027, 14:05 (GMT+1)", "2027-03-03T14:05:00+01:00"),
        ("3 March 2027, 14:05 UTC-5", "2027-03-03T14:05:00-05:00"),
        ("3 March 2027 14:05 +02:00", "2027-03-03T14:05:00+02:00"),
        ("Wed Mar  3 14:05:30 2027", "2027-03-03T14:05:00"),
        ("Wed Mar  3 14:05:30 CET 2027", "2027-03-03T14:05:00+01:00"),
    ],
)
def test_dates_of_mail_and_of_programs_are_read_with_their_offset(text: str, iso: str) -> None:
    found = parse_moment(text)
    assert found is not None and found.isoformat() == iso


@pytest.mark.parametrize("language", [None, "en", "en-US", "ja", "de"])
def test_with_dots_the_day_comes_first_in_every_language(language: str | None) -> None:
    assert parse_moment("04.05.2027", language) == Moment(date(2027, 5, 4))
    assert parse_moment("04. 05. 2027", language) == Moment(date(2027, 5, 4))


@pytest.mark.parametrize("text", ["2027-W60-1", "2027-W09-8", "2027-400", "2027-000", "1899-W10-1", "99999999999999"])
def test_a_week_or_a_day_of_the_year_that_is_none_gives_nothing(text: str) -> None:
    assert parse_moment(text) is None


def test_a_stretch_of_hours_leaves_the_date() -> None:
    assert parse_moment("3 March 2027, 09:00 - 17:00", "en") == THIRD_OF_MARCH
    assert parse_moment("3 March 2027, 09:00-17:00", "en") == THIRD_OF_MARCH
    assert parse_moment("3 March 2027, 09:00-10:30", "en") == THIRD_OF_MARCH
    assert parse_moment("3 March 2027, 09:00 +3 days", "en") is None


@pytest.mark.parametrize(("offset", "zone"), [("", "Europe/Berlin"), ("+01:00", "Europe/Berlin"), ("+03:00", "+03:00")])
def test_the_named_zone_serves_unless_the_time_has_another_offset(offset: str, zone: str) -> None:
    assert parse_moment(f"2027-03-03T09:00{offset}", None, "Europe/Berlin") == Moment(date(2027, 3, 3), time(9), zone)


def test_an_unknown_zone_is_not_kept() -> None:
    assert parse_moment("2027-03-03T09:00", None, "Mars/Olympus") == Moment(date(2027, 3, 3), time(9))


@given(DAYS, st.sampled_from(EUROPEAN), st.sampled_from(["long", "medium"]))
def test_what_cldr_writes_is_read_back_or_left(day: date, language: str, width: str) -> None:
    found = parse_moment(format_date(day, width, locale=language), language)
    assert found in (None, Moment(day))
    if width == "long" and language in PROMISED:
        assert found == Moment(day)


@given(DAYS, st.times().map(lambda clock: clock.replace(microsecond=0)), st.sampled_from([None, "+02:00", "-11:30"]))
def test_a_moment_survives_its_iso_form(day: date, clock: time, zone: str | None) -> None:
    moment = Moment(day, clock, zone)
    back = Moment.from_iso(moment.isoformat())
    assert back == (moment if clock != time.min or zone else Moment(day))


def test_a_named_zone_is_written_as_its_offset_and_read_back_where_it_is_known() -> None:
    moment = Moment(date(2027, 7, 3), time(9), "Europe/Berlin")
    assert moment.isoformat() == "2027-07-03T09:00:00+02:00"
    assert Moment.from_iso(moment.isoformat(), "Europe/Berlin") == moment
    assert datetime.fromisoformat(moment.isoformat()).utcoffset() == timedelta(hours=2)


def test_moments_sort_by_day_then_by_time_and_a_bare_day_comes_first() -> None:
    bare, morning, later = THIRD_OF_MARCH, Moment(date(2027, 3, 3), time(9)), Moment(date(2027, 3, 4))
    assert sorted([later, morning, bare]) == [bare, morning, later]


@given(st.text(), st.one_of(st.none(), st.text(max_size=5)), st.one_of(st.none(), st.text(max_size=12)))
def test_no_text_makes_it_raise(text: str, language: str | None, zone: str | None) -> None:
    assert parse_moment(text, language, zone) is None or parse_moment(text, language, zone).day
    parse_moment(f"2027-03-03T09:00{text}", language, zone)


@given(st.from_regex(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}([T ]\d{1,2}[:.h]\d{1,2} ?(am|pm|uhr)?)?", fullmatch=True))
def test_nothing_that_looks_like_a_date_makes_it_raise(text: str) -> None:
    found = parse_moment(text, "de")
    assert found is None or isinstance(found, Moment)
