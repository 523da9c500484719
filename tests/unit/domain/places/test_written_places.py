"""A place in one line, where a name, a street or a town was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.places.postal_addresses import parse_written_address


@pytest.mark.parametrize(
    ("text", "name", "street", "postal_code", "town", "country"),
    [
        ("Eindhoven, Netherlands", "", "", "", "Eindhoven", "NL"),
        ("Den Haag, Nederland", "", "", "", "Den Haag", "NL"),
        ("'s-Hertogenbosch, NL", "", "", "", "'s-Hertogenbosch", "NL"),
        ("Frankfurt am Main, Germany", "", "", "", "Frankfurt am Main", "DE"),
        ("Turin – Italy", "", "", "", "Turin", "IT"),
        ("Linz - Werkhalle - LINZ", "Werkhalle", "", "", "LINZ", None),
        ("Göteborg (Sweden)", "", "", "", "Göteborg", "SE"),
        ("Göteborg (SE)", "", "", "", "Göteborg", "SE"),
        ("España, Valladolid", "", "", "", "Valladolid", "ES"),
        ("Aula 4, Manchester, UK", "Aula 4", "", "", "Manchester", "GB"),
        ("London, England", "", "", "", "London", "GB"),
        ("Middelfart, Danmark", "", "", "", "Middelfart", "DK"),
        ("Boston, USA", "", "", "", "Boston", "US"),
        ("Ann Arbor, MI 48109", "", "", "48109", "Ann Arbor", "US"),
        ("Ingolstadt, Bayern, Deutschland", "", "", "", "Ingolstadt", "DE"),
        ("Ingolstadt, Bavaria, Germany", "", "", "", "Ingolstadt", "DE"),
        (
            "Lernfabrik, Gärtnerweg 7, 72070 Tübingen, Allemagne",
            "Lernfabrik",
            "Gärtnerweg 7",
            "72070",
            "Tübingen",
            "DE",
        ),
        ("Gärtnerweg 7 72070 Tübingen", "", "Gärtnerweg 7", "72070", "Tübingen", None),
        ("Spoorlaan 3, 2511 BT Den Haag", "", "Spoorlaan 3", "2511 BT", "Den Haag", "NL"),
        ("Long Lane, Coventry CV1 5FB", "Long Lane", "", "CV1 5FB", "Coventry", "GB"),
        ("Long Lane, Coventry, CV15FB", "Long Lane", "", "CV15FB", "Coventry", "GB"),
        ("7 Mill Road, Oakhampton, Devon, EX20 1AA", "", "7 Mill Road", "EX20 1AA", "Oakhampton", "GB"),
        ("Mill Road 7, Galway, H91 TK33", "", "Mill Road 7", "H91 TK33", "Galway", "IE"),
        ("ul. Polna 4, 00-625 Warszawa", "", "ul. Polna 4", "00-625", "Warszawa", "PL"),
        ("Rua Nova 9, 4200-072 Porto", "", "Rua Nova 9", "4200-072", "Porto", "PT"),
        ("Storgatan 5, SE-411 03 Göteborg", "", "Storgatan 5", "411 03", "Göteborg", "SE"),
        ("Dlouhá 12, 160 00 Praha 6, Česko", "", "Dlouhá 12", "160 00", "Praha 6", "CZ"),
        ("Via Verde 2, 41121 Modena (MO)", "", "Via Verde 2", "41121", "Modena", None),
        ("Via Verde 2, 41121 Modena MO, Italia", "", "Via Verde 2", "41121", "Modena", "IT"),
        ("Calle Alta, 5, 47011 Valladolid", "", "Calle Alta, 5", "47011", "Valladolid", None),
        ("Calle Alta 5, 47011, Valladolid, Spain", "", "Calle Alta 5", "47011", "Valladolid", "ES"),
        ("4 quai Sud, 69007 Lyon Cedex 07", "", "4 quai Sud", "69007", "Lyon", None),
        ("Brīvības 1, Rīga, LV-1010", "", "Brīvības 1", "1010", "Rīga", "LV"),
        ("Linz 4020, Österreich", "", "", "4020", "Linz", "AT"),
        ("Technikum, Hlavná 5, Košice", "Technikum", "Hlavná 5", "", "Košice", None),
        ("Firenze, FI", "", "", "", "Firenze", None),
        ("Modena (MO)", "", "", "", "Modena", None),
        ("Slovakia", "", "", "", "", "SK"),
    ],
)
def test_a_place_in_one_line_is_taken_apart(
    text: str, name: str, street: str, postal_code: str, town: str, country: str | None
) -> None:
    found = parse_written_address(text)
    assert (*found.name_and_street(), found.postal_code, found.locality, found.country) == (
        *(name, street, postal_code, town, country),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Springfield, IL", "San Jose, CA", "Atlanta, Georgia", "Georgia", "Stuttgart, Ulm", "TBA", "Stuttgart - Ulm"),
        *("Room 12, Building 3", "2027 Summer School", "Main hall", "Summer School, 2027 Berlin", "Werkstatt, Raum 7"),
        *("Room A, Level 2", "Bar", "Villa"),
    ],
)
def test_where_two_readings_exist_there_is_no_town_and_no_country(text: str) -> None:
    found = parse_written_address(text)
    assert (found.street, found.locality, found.postal_code, found.country) == (text, "", "", None)


@pytest.mark.parametrize("text", ["Hotel Adler, Austria", "University of Skövde, Sweden", "Bavaria, Germany"])
def test_a_house_or_a_region_beside_a_country_is_no_town(text: str) -> None:
    found = parse_written_address(text)
    assert found.locality == "" and found.country is not None


def test_what_is_known_of_the_country_tells_which_town_is_meant() -> None:
    assert parse_written_address("Messe, Essen", None, "DE").locality == "Essen"
    assert parse_written_address("Messe, Atlantis", None, "DE").locality == ""


@given(st.lists(st.sampled_from(["Ulm", "UK", "12", "89073", "(DE)", "S10 2TN", "Hall", ",", " - ", "\n", "D-"])))
def test_no_mixture_of_parts_makes_it_raise(parts: list[str]) -> None:
    parse_written_address(" ".join(parts)).name_and_street()
