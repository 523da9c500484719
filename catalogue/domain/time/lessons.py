"""Lessons, whose length differs from school to school: it counts only where it is said ("8 UE à 45 Min.")."""

from __future__ import annotations

import re
from decimal import Decimal

from catalogue.domain.text.phrases import any_of
from catalogue.domain.time.units import Unit, unit_of

_LESSON = f"(?:{any_of('lessons', 'lesson')})"
_EACH = re.compile(
    rf"(?<![\w.,])(\d{{1,4}})\s*+({_LESSON}\.?|[^\W\d_]+)?[\s,(]*+(?:x|×|\*|{any_of('lessons', 'of')})"
    rf"\s?(\d{{1,3}}(?:[.,]\d)?)\s*([^\W\d_]+)(?:\s(?:{any_of('lessons', 'each')}))?\.?\)?"
)
_COUNTED = re.compile(rf"(?<![\w.,])\d{{1,4}}\s*{_LESSON}(?!\w)\.?")
_HOUR_OF_SCHOOL = re.compile(rf"(?<!\w)(?:{any_of('lessons', 'school_hours')})(?!\w)")


def in_minutes(folded: str) -> str:
    """Return the folded text with lessons or days of a stated length multiplied out: ``2 x 4 h`` is ``8 h``."""
    multiplied = _EACH.sub(_multiplied, folded)
    return folded if multiplied == folded else _COUNTED.sub(" ", multiplied)


def of_unsaid_length(folded: str) -> bool:
    """Say whether it counts in school hours, which may have 45 minutes or 60."""
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
