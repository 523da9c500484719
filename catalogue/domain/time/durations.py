"""Lengths of time as ISO 8601 durations that keep the unit they were stated in: six weeks are P6W, not 42 days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.numbers import parse_number
from catalogue.domain.text.phrases import any_of
from catalogue.domain.text.spelled_numbers import in_digits
from catalogue.domain.time.lessons import in_minutes, of_unsaid_length
from catalogue.domain.time.units import JOINED_UNITS, SPOKEN_UNITS, UNITS, Unit, unit_of

_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-\s]?\s*([^\W\d_]+)\.?")
_JOINED = re.compile(rf"\s*(?:,|{any_of('connectives', 'and')})?\s*")
_UNCLEAR = re.compile(rf"(?<!\w)(?:{any_of('durations', 'unclear')})(?!\w)|/|\d\s*(?:-|–|—|x|×|\*)\s*\d|[<>]")
_QUALIFIER = re.compile(rf"(?<=\d)[-\s]+(?:{any_of('durations', 'qualifiers')})(?= )")
# what a whole is made of: "60 horas (40 presenciales + 20 online)"
_MADE_OF = re.compile(r"\((\d+)[^()\d+]*\+\s*(\d+)[^()\d+]*\)")
_HALF_DAY = re.compile(
    rf"(?:(?<![\w.,])(\d{{1,2}})\s*)?(?<!\w)(?:{any_of('durations', 'half')}|1⁄2|1/2)"
    rf"[-\s]?(?:{any_of('durations', 'half_days')})(?!\w)"
)
# "16 hours" after "2 days", where they are the same: seven or eight hours make a day.
_SAME = re.compile(rf"[\s(/=,;:–-]*(?:{any_of('durations', 'same')})?\.?\s*")
_MIN_HOURS_A_DAY = 4
_MAX_HOURS_A_DAY = 10
# "9:00–17:00", "9–17 Uhr": when the days begin and end
_UNTIL = any_of("clock", "until")
_OCLOCK = any_of("clock", "oclock")
_FROM_TO = re.compile(
    rf"\d{{1,2}}[:.]\d\d\s*(?:{_OCLOCK}|h)?\s*(?:-|–|{_UNTIL})\s*\d{{1,2}}[:.]\d\d(?:\s*(?:{_OCLOCK}|h)(?!\w))?"
    rf"|\d{{1,2}}\s*(?:-|–|{_UNTIL})\s*\d{{1,2}}\s*(?:{_OCLOCK})"
)
_RATE = re.compile(
    rf"[,;(–-]?\s*(?:\d[\d.,]*\s*(?:-|–|{_UNTIL})\s*)?\d[\d.,]*\s*(?:{UNITS})\.?\s*"
    rf"(?:/|{any_of('durations', 'per')})\s?(?:{UNITS})(?!\w)\)?"
)
# "1h30", as the French write an hour and a half.
_CLOCK_LIKE = re.compile(r"(?<![\d.,])(\d{1,3})\s?h\s?([0-5]\d)(?:\s?min)?(?!\w)")
_ISO = re.compile(
    r"P(?=\d|T\d)(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?"
    r"(?:T(?=\d)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")

HOURS_PER_COURSE_DAY = 8
"""What a day of teaching counts as where only days are stated."""
_HOURS_BY_UNIT = {
    Unit.DAY: Decimal(HOURS_PER_COURSE_DAY),
    Unit.HOUR: Decimal(1),
    Unit.MINUTE: 1 / Decimal(60),
    Unit.SECOND: 1 / Decimal(3600),
}

Parts = tuple[tuple[Decimal, Unit], ...]


@lru_cache(maxsize=8192)
def parse_workload(text: str, language: str | None = None) -> str | None:
    """Return the ISO 8601 duration of "6 Wochen", "1,5 Stunden", "2 h 30 min", or of one in that form already.

    Return None for ranges ("4–6 weeks"), bounds, rates ("3 hours per week"), unequal values, and units not recognised.
    """
    text = text.strip()
    if not text or len(text) > 100:
        return None
    if parts := workload_parts(text):
        return _iso(parts)
    folded = _plainly(_CLOCK_LIKE.sub(r"\1 h \2 min", fold_phrase(text).replace("−", "-")))
    if _UNCLEAR.search(folded) or of_unsaid_length(folded):
        return None
    return _iso(_worded_parts(folded, language))


def _plainly(folded: str) -> str:
    """Return the text with numbers in digits, lessons in minutes, half days in days, and no times of day or rates."""
    folded = in_minutes(_FROM_TO.sub(" ", in_digits(_QUALIFIER.sub("", folded), SPOKEN_UNITS, JOINED_UNITS)))
    folded = _MADE_OF.sub(
        lambda found: "" if folded.startswith(str(int(found[1]) + int(found[2]))) else found[0], folded
    )
    folded = _HALF_DAY.sub(lambda found: f"{Decimal(found[1] or 1) / 2} day", folded)
    whole = _RATE.sub(" ", folded)
    return whole if _PART.search(whole) else folded


@lru_cache(maxsize=4096)
def workload_parts(iso: str) -> Parts:
    """Return value and unit of each part of an ISO 8601 duration, largest unit first; empty if it is none."""
    match = _ISO.fullmatch(iso)
    if match is None:
        return ()
    stated = [(value, unit) for value, unit in zip(match.groups(), Unit, strict=True) if value]
    if not all(_VALUE.fullmatch(value) for value, _ in stated):
        return ()
    parts = ((Decimal(value.replace(",", ".")), unit) for value, unit in stated)
    return tuple((value, unit) for value, unit in parts if value)


def workload_hours(iso: str) -> Decimal | None:
    """Return the hours of a duration stated in hours, minutes or seconds; None of days and longer."""
    seconds = {Unit.HOUR: 3600, Unit.MINUTE: 60, Unit.SECOND: 1}
    parts = workload_parts(iso)
    if not parts or any(unit not in seconds for _, unit in parts):
        return None
    return sum((value * seconds[unit] for value, unit in parts), Decimal(0)) / 3600


def taught_hours(iso: str) -> Decimal | None:
    """Return the hours that a duration takes, a day being ``HOURS_PER_COURSE_DAY``; None of weeks and longer, which say
    how long something goes on and not how much time it takes."""
    parts = workload_parts(iso)
    if not parts or any(unit not in _HOURS_BY_UNIT for _, unit in parts):
        return None
    return sum((value * _HOURS_BY_UNIT[unit] for value, unit in parts), Decimal(0))


def _worded_parts(folded: str, language: str | None) -> Parts:
    """Return the parts the text names, if they are one value ("2 h 30 min") or the same one repeated; else none."""
    found = list(_PART.finditer(folded))
    if not found or re.search(r"\d", _PART.sub("", folded)):
        return ()
    values = [(parse_number(match[1], language), unit_of(match[2])) for match in found]
    parts = tuple((value, unit) for value, unit in values if value and unit)
    if len(parts) != len(found):
        return ()
    if len(set(parts)) == 1:
        return parts[:1]
    if _is_said_twice(folded, found, parts):
        return parts[1:]
    return parts if _is_one_value(folded, found, [unit for _, unit in parts]) else ()


def _is_one_value(folded: str, found: list[re.Match[str]], units: list[Unit]) -> bool:
    order = list(Unit)
    ranks = [order.index(unit) for unit in units]
    gaps = (folded[left.end() : right.start()] for left, right in pairwise(found))
    return ranks == sorted(set(ranks)) and all(_JOINED.fullmatch(gap) for gap in gaps)


def _is_said_twice(folded: str, found: list[re.Match[str]], parts: Parts) -> bool:
    """Say whether it states the same in days and in hours: "2 jours (14 h)"."""
    if [unit for _, unit in parts] != [Unit.DAY, Unit.HOUR] or not _SAME.fullmatch(
        folded[found[0].end() : found[1].start()]
    ):
        return False
    return _MIN_HOURS_A_DAY <= parts[1][0] / parts[0][0] <= _MAX_HOURS_A_DAY


def _iso(parts: Iterable[tuple[Decimal, Unit]]) -> str | None:
    """Return the parts in ISO 8601, None for no parts.

    Fractions of an hour become minutes and of a year months where that is exact; others stay fractions.
    """
    days = times = ""
    for value, unit in _whole(parts):
        number = format(value.normalize(), "f")
        if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            times += number + unit[0].upper()
        else:
            days += number + unit[0].upper()
    return f"P{days}{'T' + times if times else ''}" if days or times else None


def _whole(parts: Iterable[tuple[Decimal, Unit]]) -> Parts:
    smaller = {Unit.HOUR: (60, Unit.MINUTE), Unit.YEAR: (12, Unit.MONTH)}
    given = tuple(parts)
    if len(given) != 1 or given[0][1] not in smaller:
        return given
    value, unit = given[0]
    factor, lesser = smaller[unit]
    rest = value % 1 * factor
    if not rest or rest % 1:
        return given
    return (*(((value // 1, unit),) if value >= 1 else ()), (rest, lesser))
