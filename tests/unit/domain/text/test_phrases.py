"""Words and phrases of any language in a text, and what they mean."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases, alternatives

KINDS = Phrases(
    {"course": ("Kurs*", "*kurs", "vocational school"), "degree": ("Master", "*zeugnis*"), "late": ("kurs",)}
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ein Kurs", {"course"}),
        ("KURSE und Masterkurs", {"course"}),
        ("der Master", {"degree"}),
        ("Masterarbeit", set()),
        ("Abschlusszeugnisse im Kurs", {"course", "degree"}),
        ("a vocational  school", {"course"}),
        ("x" * 300 + " Kurs", set()),
    ],
)
def test_kinds_are_found_within_a_text(text, kinds):
    assert KINDS.within(text) == kinds


def test_a_whole_text_is_compared_without_its_punctuation_and_without_stars():
    assert KINDS.exactly("(Kurs):") == "course"
    assert KINDS.exactly("Kurse") is None
    assert KINDS.named_by("kurse") == "course"


def test_a_phrase_of_two_kinds_means_the_first():
    assert KINDS.exactly("kurs") == "course"


@given(st.lists(st.text("abč ", min_size=1).filter(str.strip), min_size=1))
def test_alternatives_match_every_phrase_and_nothing_else(phrases):
    expression = re.compile(alternatives(phrases))
    folded = {fold_phrase(phrase) for phrase in phrases}
    assert all(expression.fullmatch(phrase) for phrase in folded)
    assert bool(expression.fullmatch("abcab")) == ("abcab" in folded)
