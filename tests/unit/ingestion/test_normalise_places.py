"""What is told of a place by its address, coordinates and codes, and what is left open."""

import pytest

from catalogue.ingestion.contract import PlaceDraft, ProviderDraft
from catalogue.ingestion.item import SourceDefaults
from tests.unit.ingestion.normalising import normalised, run


@pytest.mark.parametrize(
    ("written", "country", "region"),
    [
        ({}, "CZ", "CZ080"),
        ({"country": "CZ"}, "CZ", "CZ080"),
        ({"region": "CZ08"}, "CZ", "CZ080"),
        ({"locality": "Brno", "country": "CZ"}, "CZ", "CZ064"),
        ({"country": "DE"}, "DE", None),
        ({"latitude": ""}, None, None),
        ({"latitude": "0", "longitude": "0"}, None, None),
    ],
)
def test_coordinates_tell_what_the_address_does_not(
    written: dict[str, str], country: str | None, region: str | None
) -> None:
    place = PlaceDraft(**{"latitude": "49.83", "longitude": "18.28"} | written)
    record = normalised(instances=[run(place=place)]).record
    assert record is not None
    assert (record.instances[0].place.country, record.instances[0].place.region) == (country, region)


def test_the_sources_country_is_its_providers_and_never_a_places() -> None:
    item = normalised(
        SourceDefaults(country="SK"),
        provider=ProviderDraft(name="A"),
        instances=[run(place=PlaceDraft(locality="Brno"))],
    )
    assert item.record is not None and item.record.provider is not None
    assert item.record.provider.country == "SK"
    assert item.record.instances[0].place.country is None


def test_a_region_given_by_its_code_names_its_country() -> None:
    record = normalised(instances=[run(place=PlaceDraft(region="EL30"))]).record
    assert record is not None and record.instances[0].place.country == "GR"


def test_a_town_tells_its_region_and_in_the_providers_country_that_too() -> None:
    def place(locality: str, country: str = "", home: str = "IE") -> tuple[str | None, str | None]:
        provider = ProviderDraft(name="College", country=home)
        found = normalised(provider=provider, instances=[run(place=PlaceDraft(locality=locality, country=country))])
        assert found.record is not None
        return found.record.instances[0].place.country, found.record.instances[0].place.region

    assert place("Valladolid", "ES") == ("ES", "ES418")
    assert place("Cork") == ("IE", "IE053")
    assert place("Valladolid") == (None, None), "not a town of the provider's country"
    assert place("Paola", home="IT") == (None, None), "a town of Malta as well"
    assert place("Atlantis", "PT") == ("PT", None)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PlaceDraft(postal_code="69007", locality="Lyon", country="FR"), ("69007", "Lyon", "FR", "FRK26")),
        (PlaceDraft(postal_code="F-69007", locality="Lyon"), ("69007", "Lyon", "FR", "FRK26")),
        (PlaceDraft(street="Carrer 31, 08034 Barcelona, España"), ("08034", "Barcelona", "ES", "ES511")),
        (PlaceDraft(postal_code="40-027", locality="Katowice"), ("40-027", "Katowice", "PL", "PL22A")),
        (PlaceDraft(postal_code="69007", locality="Lyon"), ("69007", "Lyon", None, None)),
        (PlaceDraft(postal_code="41121", locality="Modena", country="IT"), ("41121", "Modena", "IT", "ITH54")),
        (PlaceDraft(postal_code="28001", locality="Barcelona", country="ES"), ("28001", "Barcelona", "ES", None)),
        (PlaceDraft(postal_code="08034", region="ES30", country="ES"), ("08034", "", "ES", "ES30")),
    ],
)
def test_an_address_says_country_and_region_where_it_is_certain(
    place: PlaceDraft, expected: tuple[str, str, str | None, str | None]
) -> None:
    record = normalised(instances=[run(place=place)]).record
    assert record is not None
    found = record.instances[0].place
    assert (found.postal_code, found.locality, found.country, found.region) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PlaceDraft(name="Lernfabrik, Torweg 7, 89073 Ulm, Germany"), ("Lernfabrik", "Torweg 7", "89073", "Ulm", "DE")),
        (PlaceDraft(name="Ulm, Germany"), ("", "", "", "Ulm", "DE")),
        (PlaceDraft(name="Ulm", country="DE"), ("", "", "", "Ulm", "DE")),
        (PlaceDraft(name="Aula", street="Ulm, Germany"), ("Aula", "", "", "Ulm", "DE")),
        (PlaceDraft(name="Aula", country="DE"), ("Aula", "", "", "", "DE")),
        (PlaceDraft(name="Aula", locality="89073 Ulm"), ("Aula", "", "89073", "Ulm", None)),
        (PlaceDraft(locality="Torweg 7, 89073 Ulm"), ("", "Torweg 7", "89073", "Ulm", None)),
        (PlaceDraft(locality="Ulm, Germany"), ("", "", "", "Ulm", "DE")),
        (PlaceDraft(street="Torweg 7", locality="Ulm (Germany)"), ("", "Torweg 7", "", "Ulm", "DE")),
        (PlaceDraft(street="Torweg 7\n89073 Ulm"), ("", "Torweg 7", "89073", "Ulm", None)),
        (PlaceDraft(street="Torweg 7<br>89073 Ulm"), ("", "Torweg 7", "89073", "Ulm", None)),
        (
            PlaceDraft(street="Mill Lane, Coventry", postal_code="CV1 5FB"),
            ("", "Mill Lane", "CV1 5FB", "Coventry", "GB"),
        ),
        (PlaceDraft(street="Mill Lane", postal_code="CV1 5FB"), ("", "Mill Lane", "CV1 5FB", "", "GB")),
        (PlaceDraft(name="Ulm, Stuttgart"), ("Ulm, Stuttgart", "", "", "", None)),
    ],
)
def test_an_address_in_one_line_is_read_wherever_it_stands(place: PlaceDraft, expected: tuple[str | None, ...]) -> None:
    record = normalised(instances=[run(place=place)]).record
    assert record is not None
    found = record.instances[0].place
    assert (found.name, found.street, found.postal_code, found.locality, found.country) == expected


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        (PlaceDraft(name="Streamed"), "online"),
        (PlaceDraft(name="MS Teams", street="Online"), "online"),
        (PlaceDraft(locality="Webinar"), "online"),
        (PlaceDraft(street="virtuell", country="DE"), "online"),
        (PlaceDraft(name="Aula", street="Online"), None),
        (PlaceDraft(name="Ulm or online"), None),
    ],
)
def test_a_word_for_online_in_a_places_stead_is_the_mode(place: PlaceDraft, mode: str | None) -> None:
    record = normalised(instances=[run(place=place)]).record
    assert record is not None
    found = record.instances[0]
    assert found.mode == mode
    assert found.place.street == "" and (mode is None) == bool(found.place.name)


def test_a_stated_mode_stays_beside_a_word_for_online() -> None:
    record = normalised(instances=[run(place=PlaceDraft(name="Zoom"), mode="blended")]).record
    assert record is not None and record.instances[0].mode == "blended"
    assert record.instances[0].place.name == ""
