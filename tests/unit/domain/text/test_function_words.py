from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.text.function_words import FUNCTION_WORDS, clear_language

CZECH = (
    "Kurz je určen pro techniky, kteří se v praxi setkávají s vysokým napětím. Naučíte se, jak se pracuje s bateriemi "
    "a jak se chovat při poruše. Po absolvování budete umět vůz bezpečně odpojit od sítě."
)
ENGLISH = (
    "This course is designed for the technician who works on high-voltage systems. You will learn to read the plan of "
    "the vehicle, and to switch it off with the tools that are at hand in your workshop."
)


def test_a_text_shows_its_language():
    assert clear_language(ENGLISH) == "en"
    assert clear_language(CZECH) == "cs"


def test_a_short_text_shows_none():
    assert clear_language("The art of the battery") is None


def test_a_text_of_two_languages_shows_none():
    assert clear_language(f"{ENGLISH} {CZECH} {CZECH}") is None


@given(st.text())
def test_any_text_gives_an_answer(text):
    assert clear_language(text) in {None, *FUNCTION_WORDS}
