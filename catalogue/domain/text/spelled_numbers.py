"""Small numbers in words, as they stand before a unit of time: "zwei Tage", "dvoudenní", "une journée"."""

from __future__ import annotations

import re
from functools import lru_cache

# Folded, each number in en de fr es it pt pl cs sk sv, with the forms that begin compounds ("dvou-denni").
_NUMBERS = {
    "1": "one ein eine einen einem un une uno una um uma jeden jedna jedno jedne jednu en ett",
    "2": "two zwei deux dos due dois duas dwa dwie dwu dva dve dvou dvoj dvo tva",
    "3": "three drei trois tres tre trzy troj tri",
    "4": "four vier quatre cuatro quattro quatro cztery cztero ctyri ctyr styri stvor fyra",
    "5": "five funf cinq cinco cinque piec piecio pet peti pat fem",
    "6": "six sechs seis sei szesc szescio sest sesti sex",
    "7": "seven sieben sept siete sette sete siedem siedmio sedm sedmi sju",
    "8": "eight acht huit ocho otto oito osiem osmio osm osmi osem atta",
    "9": "nine neun neuf nueve nove dziewiec dziewiecio devet deviti devat nio",
    "10": "ten zehn dix diez dieci dez dziesiec dziesiecio deset deseti desat tio",
    "12": "twelve zwolf douze doce dodici doze dwanascie dvanact dvanast tolv",
}
_VALUE_OF = {word: number for number, words in _NUMBERS.items() for word in words.split()}


def in_digits(folded: str, units: str, joined: str) -> str:
    """The folded text with every number word before a unit of time in digits.

    ``units`` and ``joined`` are alternatives of an expression: units of their own, and those that end a compound.
    """
    return _before(units, joined).sub(lambda found: f"{_VALUE_OF[found[1]]} ", folded)


@lru_cache(maxsize=8)
def _before(units: str, joined: str) -> re.Pattern[str]:
    words = "|".join(sorted(_VALUE_OF, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})(?:[-\s](?=(?:{units})(?!\w))|(?=(?:{joined})(?!\w)))")
