"""Sorting names as readers of a language expect: Č after C for Czechs, Ö after Z for Swedes, beside O for Germans.

The letters that count as letters of their own are those of each alphabet (CLDR root collation and its tailorings);
every other accent only decides between names that are otherwise the same. A library for all of Unicode's collation
would be ICU, of 30 MB and compiled; lists here are of some dozens of names in Latin letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from catalogue.domain.text.cldr import base_language
from catalogue.domain.text.folding import fold

# Letters of their own, each after the letter it follows in the alphabet.
_OWN_LETTERS = {
    "cs": "c<č h<ch r<ř s<š z<ž",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź z<ż",
    "es": "n<ñ",
    "sv": "z<å z<ä z<ö",
}
_AFTER_ANY_LETTER = "\x7f"
"""A character that sorts after every letter without accent, and occurs in no name."""


def sort_key(name: str, locale: str) -> tuple[str, str]:
    """Return what to sort ``name`` by for readers of ``locale``."""
    lowered = name.lower()
    for letter, place in _tailored(base_language(locale) or "").items():
        lowered = lowered.replace(letter, place)
    return fold(lowered), name


@lru_cache(maxsize=16)
def _tailored(language: str) -> Mapping[str, str]:
    """Return each letter of its own, longest first, with what sorts in its place: after its neighbour, in order."""
    places: dict[str, str] = {}
    for number, pair in enumerate(_OWN_LETTERS.get(language, "").split()):
        after, letter = pair.split("<")
        places[letter] = f"{after}{_AFTER_ANY_LETTER}{chr(number + 1)}"
    return dict(sorted(places.items(), key=lambda item: -len(item[0])))
