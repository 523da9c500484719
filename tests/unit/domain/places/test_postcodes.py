import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.places.postal_addresses import WrittenAddress, parse_written_address
from catalogue.domain.places.postcodes import region_of_postcode
from catalogue.domain.places.regions import country_of, region


@pytest.mark.parametrize(
    ("postcode", "country", "expected"),
    [
        *(("08034", "ES", "ES511"), ("47002", "ES", "ES418"), ("69007", "FR", "FRK26"), ("97410", "FR", "FRY40")),
        *(("41121", "IT", "ITH5"), ("10121", "IT", "ITC1"), ("2610", "BE", "BE21"), ("1050", "BE", "BE100")),
        *(("708 00", "CZ", "CZ080"), ("120 00", "CZ", "CZ010"), ("811 06", "SK", "SK010"), ("40-027", "PL", "PL22")),
        *(("4200-072", "PT", "PT11"), ("1100-048", "PT", "PT1A0"), ("10115", "DE", "DE300"), ("1010", "AT", "AT130")),
        *(("F-69007", "FR", "FRK26"), ("45127", "DE", None), ("69007", None, None), ("69007", "US", None)),
        *(("tel. 69007", "FR", None), ("", "FR", None), ("00", "FR", None)),
    ],
)
def test_a_postcode_says_its_region_where_its_first_digits_do(
    postcode: str, country: str | None, expected: str | None
) -> None:
    assert region_of_postcode(postcode, country) == expected


@given(st.from_regex(r"[0-9]{4,5}", fullmatch=True), st.sampled_from(["ES", "FR", "IT", "BE", "CZ", "PL", "PT", "SE"]))
def test_a_region_is_one_of_the_postcodes_country(postcode: str, country: str) -> None:
    found = region_of_postcode(postcode, country)
    assert found is None or (region(found) is not None and country_of(found) == country)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Francuska 5, 40-027 Katowice, Polska", WrittenAddress("Francuska 5", "40-027", "Katowice", "PL")),
        ("40-027 Katowice", WrittenAddress("", "40-027", "Katowice", "PL")),
        ("12 rue X, F-69007 Lyon", WrittenAddress("12 rue X", "69007", "Lyon", "FR")),
        ("Hauptstr. 5, D-45127 Essen", WrittenAddress("Hauptstr. 5", "45127", "Essen", "DE")),
        ("17. listopadu 15, 708 00 Ostrava", WrittenAddress("17. listopadu 15", "708 00", "Ostrava")),
        ("Station Approach, Bristol BS1 6QH", WrittenAddress("Station Approach", "BS1 6QH", "Bristol", "GB")),
        ("2610 Antwerpen", WrittenAddress("", "2610", "Antwerpen")),
        ("Katowice, ul. Francuska 5", WrittenAddress("ul. Francuska 5", "", "Katowice")),
        ("Room 1234 Main Building", WrittenAddress("Room 1234 Main Building")),
        ("Georgia", WrittenAddress("Georgia")),
    ],
)
def test_an_address_in_one_line_is_taken_apart_as_far_as_it_is_certain(text: str, expected: WrittenAddress) -> None:
    assert parse_written_address(text) == expected


@given(st.text(max_size=220))
def test_no_text_makes_it_raise(text: str) -> None:
    parse_written_address(text)
    region_of_postcode(text, "FR")
