"""Small numbers in words, as they stand before a unit of time: "zwei Tage", "dvoudenní", "une journée"."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.text.phrases import Phrases

_NUMBERS = Phrases.of("numbers", str)


def in_digits(folded: str, units: str, joined: str) -> str:
    """Return the folded text with every number word before a unit of time in digits.

    ``units`` and ``joined`` are alternatives of an expression: units of their own, and those that end a compound.
    """
    return _before(units, joined).sub(lambda found: f"{_NUMBERS.named_by(found[1])} ", folded)


@lru_cache(maxsize=8)
def _before(units: str, joined: str) -> re.Pattern[str]:
    word = _NUMBERS.alternatives
    return re.compile(rf"(?<!\w)({word})(?:[-\s](?=(?:{units})(?!\w))|(?=(?:{joined})(?!\w)))")
