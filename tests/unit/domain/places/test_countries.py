import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.places.countries import country_name, parse_country
from catalogue.domain.text.cldr import EUROPEAN

UNION = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("EL", "GR"),
        ("UK", "GB"),
        ("GBR", "GB"),
        ("Německo", "DE"),
        ("Espagne", "ES"),
        ("Czech Republic", "CZ"),
        ("Česká republika", "CZ"),
        ("England", "GB"),
        ("The Netherlands", "NL"),
        ("EU", None),
        ("Europe", None),
        ("ZZ", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_code_or_name(text: str, expected: str | None) -> None:
    assert parse_country(text) == expected


@given(st.sampled_from(UNION), st.sampled_from(EUROPEAN))
def test_every_european_name_of_a_member_state_leads_to_its_code(code: str, language: str) -> None:
    assert parse_country(country_name(code, language), language) == code


def test_a_country_without_a_name_keeps_its_code() -> None:
    assert country_name("QX", "de") == "QX"
    assert country_name("DE", "no such locale") == Locale.parse("en").territories["DE"]


@given(st.text(max_size=90), st.one_of(st.none(), st.text(max_size=4)))
def test_no_text_makes_it_raise_and_an_answer_stays_itself(text: str, language: str | None) -> None:
    found = parse_country(text, language)
    assert found is None or parse_country(found) == found
