"""Towns are found by their names in any language, and namesakes told apart by size, country and region."""

import pytest

from catalogue.domain.places.localities.towns import all_towns, town_meant, towns_named


@pytest.mark.parametrize(
    ("name", "written", "own", "country", "region"),
    [
        ("munchen", "München", "Munich", "DE", "DE212"),
        ("Mnichov", "Mnichov", "Munich", "DE", "DE212"),
        ("Monachium", "Monachium", "Munich", "DE", "DE212"),
        ("MONACO DI BAVIERA", "Monaco di Baviera", "Munich", "DE", "DE212"),
        ("Lione", "Lione", "Lyon", "FR", "FRK26"),
        ("Řím", "Řím", "Rome", "IT", "ITI43"),
        ("Nis", "Niš", "Niš", "RS", "RS225"),
        ("Nizza", "Nizza", "Nice", "FR", "FRL03"),
        ("Goteborg", "Göteborg", "Gothenburg", "SE", "SE232"),
        ("Newcastle", "Newcastle", "Newcastle upon Tyne", "GB", ""),
        ("Frankfurt", "Frankfurt", "Frankfurt am Main", "DE", "DE712"),
        ("Београд", "Београд", "Belgrade", "RS", "RS110"),
    ],
)
def test_the_town_most_likely_meant_comes_first(name, written, own, country, region):
    town = towns_named(name)[0]
    assert (town.name, town.names[0], town.country, town.region) == (written, own, country, region)


@pytest.mark.parametrize("name", ["", "Atlantis", "course", "x" * 10_000, "MUC"])
def test_what_is_no_town_is_none(name):
    assert towns_named(name) == ()


def test_a_name_that_several_towns_share_means_none_until_the_region_is_known():
    assert town_meant("Neustadt", "DE") is None
    meant = town_meant("Neustadt", "DE", "DE600")
    assert meant and meant.region == "DE600"


def test_a_country_tells_namesakes_apart():
    assert town_meant("Essen", "BE") != town_meant("Essen", "DE")
    assert town_meant("Ostrava", "AT") is None


def test_every_town_lies_on_earth():
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for _, _, latitude, longitude in all_towns())
