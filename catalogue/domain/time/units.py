"""The words for units of time in the languages of the catalogue and their neighbours."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from catalogue.domain.text.phrases import Phrases, any_of
from catalogue.languages import all_words


class Unit(StrEnum):
    """Units of a workload, largest first; values are those of CLDR's ``duration-`` units."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


_WORDED = tuple(unit for unit in Unit if unit is not Unit.SECOND)
_UNITS = Phrases(
    {
        unit: [
            word
            for section in ("units", "unit_adjectives", "unit_abbreviations")
            for word in all_words(section, unit.value)
        ]
        for unit in _WORDED
    }
)

UNITS = _UNITS.alternatives
"""Alternatives of an expression that match the word of any unit in a folded text."""

SPOKEN_UNITS = f"{any_of('units', *_WORDED)}|{any_of('unit_adjectives', *_WORDED)}"
"""The same without abbreviations of a letter or two, which nobody puts after a number in words."""

JOINED_UNITS = any_of("unit_adjectives", *_WORDED)
"""What ends a compound with a number: "zweitägig", "dvoudenní", "tvådagars"."""


@lru_cache(maxsize=1024)
def unit_of(word: str) -> Unit | None:
    """Return the unit that a folded word names, None if it names none."""
    return _UNITS.named_by(word)
