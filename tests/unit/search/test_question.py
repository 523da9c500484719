"""How text is read as a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.search.question import (
    MAX_CLAUSES,
    MAX_PREFIXES,
    MAX_UNITS,
    Clause,
    Question,
    Unit,
    read_question,
)


def wants(*units: Unit) -> Clause:
    return Clause(units)


def refuses(*units: Unit) -> Clause:
    return Clause(units, excluded=True)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Battery recycling", [wants(Unit(("battery",))), wants(Unit(("recycling",)))]),
        ("battery Battery", [wants(Unit(("battery",)))]),
        ('"Battery Pack" test', [wants(Unit(("battery", "pack"))), wants(Unit(("test",)))]),
        ('"unfinished phrase', [wants(Unit(("unfinished",))), wants(Unit(("phrase",)))]),
        ("a OR b c", [wants(Unit(("a",)), Unit(("b",))), wants(Unit(("c",)))]),
        ("OR a OR", [wants(Unit(("a",)))]),
        ("a AND b", [wants(Unit(("a",))), wants(Unit(("b",)))]),
        ("a -b", [wants(Unit(("a",))), refuses(Unit(("b",)))]),
        ("a NOT b", [wants(Unit(("a",))), refuses(Unit(("b",)))]),
        ("a -b OR c", [wants(Unit(("a",))), refuses(Unit(("b",))), wants(Unit(("c",)))]),
        ("state-of-charge", [wants(Unit((word,))) for word in ("state", "of", "charge")]),
        ("-high-voltage", [refuses(Unit(("high", "voltage")))]),
        ("batt*", [wants(Unit(("batt",), prefix=True))]),
        ("provider:ATEC", [wants(Unit(("atec",), "provider"))]),
        ('Skill:"fuel cell"', [wants(Unit(("fuel", "cell"), "concepts"))]),
        ("ISO:26262", [wants(Unit(("iso",))), wants(Unit(("26262",)))]),
        ("provider:", [wants(Unit(("provider",)))]),
        ("C++ c#", [wants(Unit(("c++",))), wants(Unit(("c#",)))]),
        ("<b>bold</b> &amp; plain", [wants(Unit(("bold",))), wants(Unit(("plain",)))]),
        ('* " - ( 🔋', []),
    ],
)
def test_every_text_has_one_reading(text: str, clauses: list[Clause]) -> None:
    assert read_question(text) == Question(tuple(clauses))


def test_a_very_long_text_is_read_from_its_beginning_and_in_part() -> None:
    question = read_question(" ".join(f"word{number}" for number in range(10_000)))

    assert len(question.clauses) == MAX_CLAUSES
    assert question.clauses[0] == wants(Unit(("word0",)))


def test_words_that_stand_for_all_that_begin_so_are_few_and_the_others_are_read_as_words() -> None:
    question = read_question(" ".join(f"{letter}*" for letter in "abcdefgh") + " -i*")
    beginnings = [unit.words[0] for clause in question.clauses for unit in clause.units if unit.prefix]
    assert beginnings == list("abcd")
    assert len(question.clauses) == 9
    assert question.shortened


@pytest.mark.parametrize(
    "text", ["battery", "a* b* c* d*", "ni* OR co*", '"battery pack" -online', "", "*", "((((" * 100]
)
def test_what_people_ask_is_not_shortened(text: str) -> None:
    assert not read_question(text).shortened


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["a*", "OR", "-b*", "cell", '"x y z"', "title:c*", "NOT", "ä-ö*"]), max_size=300))
def test_whatever_is_asked_it_is_few_things(pieces: list[str]) -> None:
    question = read_question(" ".join(pieces))
    units = [unit for clause in question.clauses for unit in clause.units]
    assert len(question.clauses) <= MAX_CLAUSES
    assert len(units) <= MAX_UNITS
    assert sum(unit.prefix for unit in units) <= MAX_PREFIXES
