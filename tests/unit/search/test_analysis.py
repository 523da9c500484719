"""Words that have to meet, and words that must not."""

from __future__ import annotations

import pytest

from catalogue.search.analysis import is_stop_word, plain_text, variants, words


def forms(word: str, language: str) -> set[str]:
    plain, related = variants(word, [language])
    return {plain, *related}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "batteries", "battery"),
        ("de", "batterien", "batterie"),
        ("de", "schweißen", "schweissen"),
        ("de", "häuser", "haus"),
        ("es", "baterías", "bateria"),
        ("fr", "véhicules", "vehicule"),
        ("pt", "formações", "formacoes"),
        ("cs", "baterií", "baterie"),
        ("sk", "batériách", "batérie"),
        ("pl", "szkolenia", "szkoleń"),
        ("sv", "fordonen", "fordon"),
        ("el", "μπαταρίες", "μπαταριες"),
        ("ru", "заводы", "заводами"),
        ("nb", "kjøretøyet", "kjoretoy"),
    ],
)
def test_forms_of_a_word_meet(language: str, one: str, other: str) -> None:
    assert forms(one, language) & forms(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "car", "care"), ("en", "c++", "c"), ("de", "zelle", "zoll"), ("xx", "cells", "cell")],
)
def test_different_words_do_not(language: str, one: str, other: str) -> None:
    assert not forms(one, language) & forms(other, language)


def test_words_are_letters_and_digits_of_any_script() -> None:
    assert words("Li-ion: CO₂, μπαταρία; ISO 26262 & C++/C#") == [
        "li", "ion", "co₂", "μπαταρία", "iso", "26262", "c++", "c#",
    ]  # fmt: skip


def test_decomposed_letters_are_read_like_composed_ones() -> None:
    assert words(plain_text("bateri\u0301a")) == ["batería"]


def test_markup_is_no_text() -> None:
    assert words(plain_text('<p class="lead">R&amp;D &lt; 5 a<b</p>')) == ["r", "d", "5", "a", "b"]


@pytest.mark.parametrize(
    ("word", "languages", "stops"), [("the", {"en"}, True), ("der", {"en", "de"}, True), ("cell", {"en", "de"}, False)]
)
def test_stop_words_are_those_of_any_of_the_languages(word: str, languages: set[str], stops: bool) -> None:
    assert is_stop_word(word, languages) is stops
