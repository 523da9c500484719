"""Which correction is offered for which slip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.search.question import Question, read_question
from catalogue.search.spelling import SpellingVocabulary
from catalogue.search.word_list import WordList

KNOWN = SpellingVocabulary(
    [
        WordList({"hydrogen": 9, "battery": 3, "batteries": 15, "výroba": 3, "lasers": 1}),
        WordList({"battery": 17, "laser": 4, "cell": 2, "26262": 1}),
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hydrogne", "hydrogen"),
        ("hidrogen", "hydrogen"),
        ("hydroggen", "hydrogen"),
        ("batery", "battery"),
        ("batteris", "batteries"),
        ("vyrova", "výroba"),
        ("vyroba", None),
        ("lazer", "laser"),
        ("zell", "cell"),
        ("cel", None),
        ("26263", None),
        ("unrelated", None),
    ],
)
def test_the_nearest_known_word_is_offered(typed: str, meant: str | None) -> None:
    assert KNOWN.nearest(typed) == meant


def test_only_words_that_find_nothing_are_replaced() -> None:
    text = 'Lazer "batery pack" -hydrogne batt*'

    assert (
        KNOWN.correction(text, read_question(text), lambda word: word == "pack")
        == 'laser "battery pack" -hydrogne batt*'
    )
    assert KNOWN.correction(text, read_question(text), lambda word: True) is None


def test_completions_are_the_most_used_words_first() -> None:
    assert KNOWN.completions("batt", 5) == ["battery", "batteries"]
    assert KNOWN.completions("VYR", 5) == ["výroba"]


def test_an_empty_vocabulary_knows_nothing() -> None:
    assert (SpellingVocabulary([]).nearest("battery"), SpellingVocabulary([]).completions("b", 3)) == (None, [])


def test_a_text_of_many_unknown_words_is_no_slip() -> None:
    slips = " ".join(f"hydrogne{letter}" for letter in "abcdefg")
    assert KNOWN.correction(slips, read_question(slips), lambda word: False) is None
    assert KNOWN.correction(slips[:-10], read_question(slips[:-10]), lambda word: False) is not None


GERMAN = SpellingVocabulary(
    [WordList({"batterie": 2, "batteria": 9, "fuel": 5, "herstellung": 1})],
    [WordList({"batterie": 2, "herstellung": 1})],
    WordList({"brennstoffzelle": 1, "wasserstoff": 1}),
    "de",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Brennstofzelle", "brennstoffzelle"),
        ("Waserstoff", "wasserstoff"),
        ("batterea", "batterie"),
        ("werden", None),
        ("ohne", None),
        ("Schulung", None),
    ],
)
def test_words_of_the_trade_and_of_the_readers_language_come_first_and_his_common_words_are_left(
    typed: str, meant: str | None
) -> None:
    assert GERMAN.correction(typed, read_question(typed), lambda word: False) == meant


def test_beside_a_word_of_the_readers_language_no_foreign_word_is_offered() -> None:
    assert GERMAN.completions("batt", 5) == ["batterie", "batteria"]
    assert GERMAN.completions("batt", 5, ["herstellung"]) == ["batterie"]
    assert GERMAN.completions("batt", 5, ["fuel"]) == ["batterie", "batteria"]
    assert GERMAN.correction("herstellung fuell", read_question("herstellung fuell"), lambda word: False) is None
    assert GERMAN.correction("fuell", read_question("fuell"), lambda word: False) == "fuel"


def test_what_names_a_term_of_the_trade_is_no_slip() -> None:
    named = Question((replace(read_question("batteri").clauses[0], terms=("cell",)),))
    assert GERMAN.correction("batteri", named, lambda word: False) is None
