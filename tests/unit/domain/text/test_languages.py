import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.text.cldr import EUROPEAN
from catalogue.domain.text.languages import language_name, parse_language, parse_languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EN", "en"),
        ("en_GB", "en-GB"),
        ("pt-br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("deu", "de"),
        ("ger", "de"),
        ("Deutsch", "de"),
        ("němčina", "de"),
        ("Allemand", "de"),
        ("in English", "en"),
        ("język polski", "pl"),
        ("Language: English", "en"),
        ("česky", "cs"),
        ("castellano", "es"),
        ("British English", "en-GB"),
        ("xx", None),
        ("und", None),
        ("en-XX", None),
        ("Klingonish", None),
        ("English and German", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_code_or_name(text: str, expected: str | None) -> None:
    assert parse_language(text) == expected


def test_a_list_of_languages_is_read_whole_or_not_at_all() -> None:
    assert parse_languages("Deutsch / English, français") == ("de", "en", "fr")
    assert parse_languages("English and German") == ("en", "de")
    assert parse_languages("English and Elvish") == ()


def test_languages_are_named_for_the_reader() -> None:
    assert language_name("en", "cs") == "angličtina"
    assert language_name("pt-BR", "de") == "Portugiesisch (Brasilien)"
    assert language_name("nonsense!", "de") == "nonsense!"


@given(st.sampled_from(["en", "de", "fr", "es", "pt", "it", "cs", "pl", "sv"]), st.sampled_from(EUROPEAN))
def test_every_european_name_of_a_language_leads_to_its_code(code: str, reader: str) -> None:
    assert parse_language(Locale.parse(reader).languages[code], reader) == code


@given(st.text(max_size=70), st.one_of(st.none(), st.text(max_size=4)))
def test_no_text_makes_it_raise_and_an_answer_stays_itself(text: str, reader: str | None) -> None:
    found = parse_language(text, reader)
    assert found is None or parse_language(found) == found
    assert language_name(text, reader or "en") or not text
