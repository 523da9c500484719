import pytest

from catalogue.domain.places.localities import LOCALITIES_FILE, country_of_locality, region_of_locality
from catalogue.domain.places.regions import region


@pytest.mark.parametrize(
    ("locality", "country", "code"),
    [
        ("Valladolid", "ES", "ES418"),
        ("VALLADOLID", "ES", "ES418"),
        ("47011 Valladolid", "ES", "ES418"),
        ("Valladolid (Campus Miguel Delibes)", "ES", "ES418"),
        ("Ostrava", "CZ", "CZ080"),
        ("Praha 6", "CZ", "CZ010"),
        ("München", "DE", "DE212"),
        ("Munich", "DE", "DE212"),
        ("D-38440 Wolfsburg", "DE", "DE913"),
        ("Wroclaw", "PL", "PL514"),
        ("Palmela", "PT", "PT1B0"),
        ("Reggio Emilia", "IT", "ITH53"),
        ("Nova Gorica", "SI", "SI043"),
        ("Београд", "RS", "RS110"),
        ("2610 Antwerpen", "BE", "BE211"),
        ("Cork", "IE", "IE053"),
        ("Paola", "MT", "MT001"),
    ],
)
def test_a_town_tells_its_region_whatever_its_spelling(locality: str, country: str, code: str) -> None:
    assert region_of_locality(locality, country) == code


@pytest.mark.parametrize("locality", ["Neustadt", "Weingarten", "Middle-earth", "", "online", "1234"])
def test_a_name_of_several_towns_or_of_none_tells_nothing(locality: str) -> None:
    found = region_of_locality(locality, "DE")
    assert found is None or len(found) == 3, "namesakes share at most a large region"


def test_a_town_is_sought_in_its_country_alone() -> None:
    assert region_of_locality("Paola", "IE") is None
    assert region_of_locality("Valladolid", "FR") is None


def test_a_name_borne_in_one_country_alone_tells_that_country() -> None:
    assert country_of_locality("Cork") == "IE"
    assert country_of_locality("Paola") is None
    assert country_of_locality("Atlantis") is None


def test_every_region_of_the_list_is_one_of_nuts() -> None:
    codes = [line.split("\t")[0] for line in LOCALITIES_FILE.read_text("utf-8").splitlines()]
    assert codes and [code for code in codes if region(code) is None] == []
