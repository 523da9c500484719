"""Lessons, whose length differs from school to school: it counts only where it is said ("8 UE à 45 Min.")."""

from __future__ import annotations

import re
from decimal import Decimal

from catalogue.domain.time.units import Unit, unit_of

# Folded words of en de fr es it pt pl cs sk sv.
_LESSON = (
    r"(?:ue|ustd?|unterrichtseinheit\w*|unterrichtsstund\w*|lehreinheit\w*|lerneinheit\w*|lektion\w*|lessons?|sessions?"
    r"|sitzung\w*|termin\w*|abend\w*|modul\w*|seances?|sesiones|clases|incontri|lezioni|lekc\w+|aulas|sessoes|tillfallen"
    r"|traffar|treffen|blocke?n?|(?:godz\w*\.?|hod\w*\.?|h) (?:lekcyjn\w*|dydaktyczn\w*|akademi\w*|vyucovac\w*)"
    r"|(?:vyuc\w*\.?|akademi\w*) hod\w*)"
)
_EACH = re.compile(
    rf"(?<![\w.,])(\d{{1,4}})\s*+({_LESSON}\.?|[^\W\d_]+)?[\s,(]*+"
    r"(?:x|×|\*|a|je|zu|zu je|mit je|po|de|da|of|each|jeweils|om)"
    r"\s?(\d{1,3}(?:[.,]\d)?)\s*([^\W\d_]+)(?:\s(?:each|chacun\w*|jeweils|cada una?|ciascun\w))?\.?\)?"
)
_COUNTED = re.compile(rf"(?<![\w.,])\d{{1,4}}\s*{_LESSON}(?!\w)\.?")
_HOUR_OF_SCHOOL = re.compile(
    r"lekcyjn|dydaktyczn|akademi|vyuc|(?<!\w)(?:ue|ustd?|unterrichtse|unterrichtss|lehreinheit|academic hour)"
)


def in_minutes(folded: str) -> str:
    """The folded text with lessons, days or "times" of a stated length multiplied out: ``2 x 4 h`` is 480 min."""
    multiplied = _EACH.sub(_multiplied, folded)
    return folded if multiplied == folded else _COUNTED.sub(" ", multiplied)


def of_unsaid_length(folded: str) -> bool:
    """Whether it counts in school hours, which may have 45 minutes or 60."""
    return _HOUR_OF_SCHOOL.search(folded) is not None


def _multiplied(found: re.Match[str]) -> str:
    count, what, length, unit = found[1], found[2] or "", Decimal(found[3].replace(",", ".")), unit_of(found[4])
    times = not what and re.search(r"[x×*]", found[0])
    counted = re.fullmatch(rf"{_LESSON}\.?", what) or unit_of(what) is Unit.DAY
    if not (times or counted) or unit not in (Unit.HOUR, Unit.MINUTE):
        return found[0]
    minutes = int(count) * length * (60 if unit is Unit.HOUR else 1)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
