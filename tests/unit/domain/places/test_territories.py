"""Places as a whole: their names, what they lie in, their languages and their neighbours across borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.places.borders import neighbours_abroad
from catalogue.domain.places.regional_languages import official_languages
from catalogue.domain.places.regions import regions
from catalogue.domain.places.territories import (
    canonical_code,
    countries,
    parts_of,
    surrounding_places,
    territory,
    territory_name,
)
from catalogue.domain.text.romanisation import romanise

KNOWN = st.sampled_from([each.code for each in regions()] + list(countries()))


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [
        ("CZ080", "de", "Mährisch-Schlesische Region"),
        ("CZ080", "cs", "Moravskoslezský kraj"),
        ("ES41", "en", "Castile and León"),
        ("ES41", "es", "Castilla y León"),
        ("DE21", "sv", "Oberbayern"),
        ("BG41", "en", "Yugozapaden"),
        ("EL52", "en", "Kentriki Makedonia"),
        ("SK", "pl", "Słowacja"),
        ("DE300", "es", "Berlín"),
    ],
)
def test_a_place_has_its_readers_name_or_its_own_in_latin_letters(code, locale, name):
    assert territory_name(territory(code), locale) == name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("CZ080", ["Moravskoslezsko", "Česko"]),
        ("ES411", ["Castilla y León", "Centro (ES)", "España / Espanya / Espainia"]),
        ("SK", []),
    ],
)
def test_a_place_lies_in_what_is_around_it_nearest_first(code, names):
    listed = [place.name for place in surrounding_places(territory(code))]
    assert listed[: len(names) - 1] == names[:-1] if names else listed == []
    assert not names or listed[-1].split(" / ")[0] == names[-1].split(" / ")[0]


def test_the_parts_of_a_country_pass_over_levels_that_only_repeat_it():
    assert [part.code for part in parts_of(territory("CZ"))][:2] == ["CZ01", "CZ02"]
    assert [part.code for part in parts_of(territory("DE5"))] == ["DE501", "DE502"]


@pytest.mark.parametrize(("asked", "code"), [("cz080", "CZ080"), ("el", "GR"), ("uk", "GB"), ("XX", "XX")])
def test_codes_are_written_in_one_way(asked, code):
    assert canonical_code(asked) == code


@pytest.mark.parametrize(
    ("code", "languages"), [("ES51", "es ca"), ("BE336", "de"), ("ITH1", "de it"), ("CZ08", "cs"), ("nowhere", "")]
)
def test_a_regions_own_law_comes_before_its_countrys(code, languages):
    assert " ".join(official_languages(code)) == languages


@pytest.mark.parametrize(
    ("code", "some"),
    [("CZ08", {"PL22", "SK03"}), ("ES41", {"PT11", "PT19"}), ("IS00", set()), ("CZ", {"DED2", "AT12"})],
)
def test_neighbours_lie_across_the_border(code, some):
    assert some <= set(neighbours_abroad(code))
    assert bool(some) == bool(neighbours_abroad(code))


@given(KNOWN)
def test_neighbours_are_mutual_known_and_of_another_country(code):
    place = territory(code)
    for other in neighbours_abroad(code):
        assert territory(other).country != place.country
        if place.level == 2:
            assert code in neighbours_abroad(other)


@given(KNOWN, st.sampled_from(["en", "cs", "pl", "sv"]))
def test_every_place_has_a_name_in_latin_letters(code, locale):
    assert not any("\u0370" <= sign <= "\u04ff" for sign in territory_name(territory(code), locale))


@pytest.mark.parametrize(
    ("name", "country", "written"),
    [("Αττική", "GR", "Attiki"), ("София", "BG", "Sofia"), ("Львівська", "UA", "Lvivska"), ("Praha", "CZ", "Praha")],
)
def test_names_are_written_as_their_country_writes_them(name, country, written):
    assert romanise(name, country) == written
