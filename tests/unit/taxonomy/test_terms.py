"""The terms of the trade in running text."""

import pytest

from catalogue.taxonomy.terms import terms


@pytest.mark.parametrize(
    "text",
    [
        "It provides problems",
        "Using factual sources",
        "Certificate in French",
        "What students carry",
        "Health services",
    ],
)
def test_words_of_one_language_are_not_met_by_those_of_another(text):
    assert terms().seen_in(text, "en") == {}


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Prove di tenuta", "it", "testing"),
        ("Frenos y suspensión", "es-ES", "brakes"),
        ("Einführung in Battery Testing", "de", "battery-testing"),
        ("Kurz o BMS", "cs", "bms"),
        ("Školení ISO 26262", "cs", "functional-safety"),
        ("Prove di tenuta", None, "testing"),
        ("Akumulator: prove", "sl", "testing"),
    ],
)
def test_the_language_of_a_text_english_and_acronyms_count_and_all_where_we_do_not_speak_it(text, language, key):
    assert key in terms().seen_in(text, language)


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Akkumulátorgyártás kezdőknek", "hu", "cell-manufacturing"),
        ("Autószerelő műhelyben", "hu", "repair"),
        ("Werken aan laadpalen", "nl", "charging"),
        ("Siguranța lucrului la înaltă tensiune", "ro", "high-voltage"),
        ("Sähköautojen huolto", "fi", "electric-vehicle"),
        ("Genbrug af brændselsceller", "da", "fuel-cell"),
    ],
)
def test_terms_are_named_in_the_other_languages_that_partners_write(text: str, language: str, key: str) -> None:
    assert key in terms().seen_in(text, language)
