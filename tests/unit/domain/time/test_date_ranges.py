from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.time.date_ranges import parse_date_range


@pytest.mark.parametrize(
    ("text", "language", "start", "end"),
    [
        ("3.–5. März 2027", "de", "2027-03-03", "2027-03-05"),
        ("03.03. - 05.03.2027", "de", "2027-03-03", "2027-03-05"),
        ("28.12. – 03.01.2027", "de", "2026-12-28", "2027-01-03"),
        ("3. und 4. März 2027", "de", "2027-03-03", "2027-03-04"),
        ("03.03.2027, 09:00 - 16:30 Uhr", "de", "2027-03-03T09:00:00", "2027-03-03T16:30:00"),
        ("28 Feb - 2 Mar 2027", "en", "2027-02-28", "2027-03-02"),
        ("March 3-5, 2027", "en", "2027-03-03", "2027-03-05"),
        ("March 28 - April 2, 2027", "en", "2027-03-28", "2027-04-02"),
        ("du 3 au 5 mars 2027", "fr", "2027-03-03", "2027-03-05"),
        ("3 mars 2027 de 9h à 17h", "fr", "2027-03-03T09:00:00", "2027-03-03T17:00:00"),
        ("del 3 al 5 de marzo de 2027", "es", "2027-03-03", "2027-03-05"),
        ("dal 3 al 5 marzo 2027", "it", "2027-03-03", "2027-03-05"),
        ("od 3 do 5 marca 2027", "pl", "2027-03-03", "2027-03-05"),
        ("3 a 5 de março de 2027", "pt", "2027-03-03", "2027-03-05"),
        ("15.–17. 3. 2027, 9:00–16:00", "cs", "2027-03-15", "2027-03-17"),
        ("od 15. 3. do 17. 3. 2027", "sk", "2027-03-15", "2027-03-17"),
        ("3 mars 2027 kl. 9–16", "sv", "2027-03-03T09:00:00", "2027-03-03T16:00:00"),
    ],
)
def test_both_ends_of_a_run_are_read_from_one_text(text: str, language: str, start: str, end: str) -> None:
    found = parse_date_range(text, language)
    assert found is not None
    assert tuple(moment.isoformat() for moment in found) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        *("3. März 2027", "5.–3. März 2027", "ab 3. März 2027", "2026/27", "2027-03-03", "3. und 9. März 2027"),
        *("12-14 Uhr", "3. März 2027 bis auf weiteres", "31.–32. März 2027", "3. März und 5. April 2027"),
    ],
)
def test_what_does_not_name_both_ends_is_no_span(text: str) -> None:
    assert parse_date_range(text, "de") is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 300))
def test_two_whole_dates_are_their_span(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    found = parse_date_range(f"{start:%d.%m.%Y} – {end:%d.%m.%Y}", "de")
    assert found is not None and (found[0].day, found[1].day) == (start, end)


@given(st.text(max_size=130), st.sampled_from([None, "de", "en", "fr"]))
def test_no_text_makes_it_raise(text: str, language: str | None) -> None:
    found = parse_date_range(f"{text} - 3. März 2027", language)
    assert found is None or found[0].day <= found[1].day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2027-03-03/2027-03-05", "2027-03-03", "2027-03-05"),
        ("2027-03-03/05", "2027-03-03", "2027-03-05"),
        ("2027-03-30/04-02", "2027-03-30", "2027-04-02"),
        ("20270303/20270305", "2027-03-03", "2027-03-05"),
        ("2027-03-03--2027-03-05", "2027-03-03", "2027-03-05"),
        ("2027-03-03T09:00/2027-03-03T17:00", "2027-03-03T09:00:00", "2027-03-03T17:00:00"),
        ("2027-03-03T09:00+01:00/2027-03-03T17:00+01:00", "2027-03-03T09:00:00+01:00", "2027-03-03T17:00:00+01:00"),
        ("2027-03-03T09:00/17:00", "2027-03-03T09:00:00", "2027-03-03T17:00:00"),
        ("2027-03-03T09:00/PT7H30M", "2027-03-03T09:00:00", "2027-03-03T16:30:00"),
        ("2027-03-03/P3D", "2027-03-03", "2027-03-05"),
        ("2027-03-01/P1W", "2027-03-01", "2027-03-07"),
    ],
)
def test_intervals_of_iso_8601_give_both_ends(text: str, start: str, end: str) -> None:
    found = parse_date_range(text)
    assert found is not None
    assert tuple(moment.isoformat() for moment in found) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["2027-03-05/2027-03-03", "2027-03-03/..", "2027-03-03/P1Y", "2027-03-03/40", "9999-12-30/P9999D", "2026/27"],
)
def test_an_interval_without_a_certain_end_is_none(text: str) -> None:
    assert parse_date_range(text) is None
