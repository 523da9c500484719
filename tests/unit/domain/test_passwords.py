import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogue.domain.people.passwords import is_easily_guessed


@pytest.mark.parametrize(
    "password",
    [
        "password123", "1234567890", "qwertzuiop", "iloveyou123", "P@ssw0rd2024", "aaaaaaaaaaaa", "abcdefghijkl",
        "automotive2026", "catalogue1", "Skillsalliance", "1q2w3e4r5t",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_easily_guessed(password):
    assert is_easily_guessed(password)


@pytest.mark.parametrize("password", ["four plain words here", "kolo mlha sedm hrnek", "gT9-vqR2.wLx", "gT9-vqR2." * 9])
def test_words_that_have_nothing_to_do_with_each_other_are_not(password):
    assert not is_easily_guessed(password)


@pytest.mark.parametrize("password", ["zdislava.quix", "Quixzdislava", "zdislava2026"])
def test_ones_own_name_and_address_are_easily_guessed_by_whoever_knows_them(password):
    assert is_easily_guessed(password, ["zdislava.quix@dilna-praha.example", "Zdislava Quix"])


@settings(max_examples=30)
@example("")
@given(st.text(max_size=90))
def test_any_text_is_judged(text):
    assert is_easily_guessed(text) in (True, False)
