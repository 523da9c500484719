from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.time.durations import parse_workload, workload_hours, workload_parts
from catalogue.domain.time.units import Unit


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
            "2 weeks (16 hours)",
            "2 days (30 hours)",
            "80 UE",
            "40",
            "a few weeks",
        ),
        *("freischalten und messen", "Diagnose und Fehlersuche", "les uns et les autres", "one or another"),
        *("6 weeks or 3 months", "day 1: 8 hours", "5 hours/week", "0 hours", "1,200 hours"),
    ],
)
def test_ranges_rates_and_unknown_units_are_nothing(text: str) -> None:
    assert parse_workload(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("2-tägig", "P2D"), ("zweitägiges Seminar", "P2D"), ("ein Tag", "P1D"), ("1,5-tägig", "P1.5D")),
        *(("8 Unterrichtseinheiten à 45 Min.", "PT6H"), ("40 UE (à 45 Minuten)", "PT30H"), ("16 UStd.", None)),
        *(("2 Tage (16 Stunden)", "PT16H"), ("2 Tage, jeweils 9–17 Uhr", "P2D"), ("3 Tage à 8 Stunden", "PT24H")),
        *(("halbtägig", "P0.5D"), ("sechswöchig", "P6W"), ("6-monatig", "P6M"), ("24 Lehreinheiten", None)),
        *(("3 half-days", "P1.5D"), ("half a day", "P0.5D"), ("1/2 day", "P0.5D"), ("16 contact hours", "PT16H")),
        *(("2 x 4 hours", "PT8H"), ("12 weeks, 3 hours per week", "P12W"), ("6 weeks, 3-5 hours a week", "P6W")),
        *(("2 days, 9:00-17:00", "P2D"), ("24 academic hours", None), ("one week", "P1W"), ("four hours", "PT4H")),
        *(("2 jours (14 h)", "PT14H"), ("2 jours soit 14 heures", "PT14H"), ("une journée", "P1D")),
        *(("3 demi-journées", "P1.5D"), ("deux jours", "P2D"), ("3h30", "PT3H30M"), ("7 h par jour", None)),
        *(("un mes", "P1M"), ("media jornada", "P0.5D"), ("60 horas (40 presenciales + 20 online)", "PT60H")),
        *(("due giorni", "P2D"), ("2 giornate", "P2D"), ("mezza giornata", "P0.5D"), ("16 ore complessive", "PT16H")),
        *(("seis meses", "P6M"), ("meio dia", "P0.5D"), ("carga horária: 40 horas", "PT40H"), ("2 aulas", None)),
        *(("dwa dni", "P2D"), ("2-dniowe szkolenie", "P2D"), ("trzydniowe", "P3D"), ("24 godziny lekcyjne", None)),
        *(("16 godz. dydaktycznych (po 45 min.)", "PT12H"), ("8 godzin zegarowych", "PT8H"), ("16-godzinny", "PT16H")),
        *(("dvoudenní", "P2D"), ("2denní", "P2D"), ("půldenní", "P0.5D"), ("16 vyučovacích hodin", None)),
        *(("8 vyučovacích hodin (8 x 45 min)", "PT6H"), ("3měsíční", "P3M"), ("jednodenní", "P1D")),
        *(("dvojdňové školenie", "P2D"), ("trojdňový kurz", "P3D"), ("16-hodinový", "PT16H"), ("40 vyuč. hodín", None)),
        *(("tvådagars", "P2D"), ("en dag", "P1D"), ("halvdag", "P0.5D"), ("2 dagars kurs", "P2D"), ("7,5 hp", None)),
    ],
)
def test_lengths_are_read_as_providers_word_them(text: str, expected: str | None) -> None:
    assert parse_workload(text) == expected


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


@pytest.mark.parametrize(
    ("written", "iso"), [("P8H", "PT8H"), ("P2H30M", "PT2H30M"), ("P90S", "PT90S"), ("P6M", "P6M"), ("P1D", "P1D")]
)
def test_a_duration_whose_t_was_left_out_is_read_where_only_times_can_be_meant(written: str, iso: str) -> None:
    assert parse_workload(written) == iso
