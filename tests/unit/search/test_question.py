"""How text is read as a question."""

from __future__ import annotations

import pytest

from catalogue.search.question import MOST_CLAUSES, Clause, Question, Unit, read_question


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

    assert len(question.clauses) == MOST_CLAUSES
    assert question.clauses[0] == wants(Unit(("word0",)))
