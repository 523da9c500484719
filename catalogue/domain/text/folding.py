"""Text reduced to what people mean by "the same word": no case, no accents, no typographic variants."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters whose stroke or ligature Unicode does not decompose.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """Return lower case without accents: ``"Straße Łódź"`` becomes ``"strasse lodz"``; folding twice changes nothing.

    White space and punctuation stay. Unicode section 3.13 D146 (compatibility caseless matching), marks removed.
    """
    if text.isascii():
        return text.lower()
    cased = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", cased) if not unicodedata.combining(sign))
    return letters.translate(_PLAIN)


@lru_cache(maxsize=8192)
def fold_phrase(text: str) -> str:
    """Return ``fold`` of a short text with every run of white space made one space, and none at the ends."""
    return " ".join(fold(text).split())
