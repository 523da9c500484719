"""When a course begins: "in March", "ab Mai", "před létem", "next month", "within two weeks", "from 15.3."."""

from __future__ import annotations

from datetime import timedelta

from catalogue.search.limits import Limits
from catalogue.search.understanding.amounts import number_at
from catalogue.search.understanding.day_spans import Span, span_at
from catalogue.search.understanding.reading import Lead, Reading
from catalogue.search.understanding.vocabulary import full_month_names

MAX_MONTHS_AHEAD = 24
DAYS_PER_UNIT = {"day": 1, "week": 7, "month": 30}


def read_times(reading: Reading) -> None:
    """Find when the course is to begin; what is said of several times holds together."""
    at = 0
    while at < len(reading.words):
        at = _read_within(reading, at) or _read_span(reading, at) or at + 1


def _read_within(reading: Reading, at: int) -> int | None:
    """Take "within two weeks"; return the word after it."""
    lead = reading.at(at, "within")
    if lead is None:
        return None
    number = number_at(reading, lead.end)
    unit_at = number[0] if number else lead.end + (lead.end < len(reading.words) and _is_article(reading, lead.end))
    unit = reading.at(unit_at, "unit") if unit_at < len(reading.words) else None
    if unit is None or unit.value not in _units_of_waiting(reading, lead):
        return None
    days = DAYS_PER_UNIT[unit.value] * (int(number[1]) if number else 1)
    if not 0 < days <= DAYS_PER_UNIT["month"] * MAX_MONTHS_AHEAD:
        return None
    start = _with_beginning(reading, at)
    last = reading.today + timedelta(days=days)
    reading.take(start, unit.end, "start", limits=Limits(starts_from=reading.today, starts_to=last))
    return unit.end


def _units_of_waiting(reading: Reading, lead: Lead) -> tuple[str, ...]:
    """Return the units that say when something begins: "in two days" says how long it lasts."""
    also_lasts = any(reading.at(lead.start, key) for key in ("place", "during", "at_most"))
    return ("week", "month") if also_lasts else ("day", "week", "month")


def _is_article(reading: Reading, at: int) -> bool:
    return reading.words[at].kind == "letters" and len(reading.folded[at]) <= len("einem") and reading.is_filler(at)


def _with_beginning(reading: Reading, at: int) -> int:
    lead = reading.before(at, "from")
    return lead.start if lead else at


def _read_span(reading: Reading, at: int) -> int | None:
    """Take a time with the words before it that say how it bounds; return the word after it."""
    span = span_at(reading, at)
    if span is None or not reading.is_open(at, span.end) or reading.hangs_on(at, span.end):
        return None
    lead = reading.before(at, "from", "before", "until", "during", "this")
    if lead is None and not span.sure and not _stands_alone(reading, at, span):
        return None
    start, end, limits = lead.start if lead else at, span.end, _limits(lead.key if lead else "during", span)
    if lead and lead.key == "from" and (last := _end_of_range(reading, end)):
        end, limits = last.end, Limits(starts_from=span.first, starts_to=last.last)
    reading.take(start, end, "start", limits=limits)
    return end


def _limits(key: str, span: Span) -> Limits:
    if key == "from":
        return Limits(starts_from=span.first)
    if key == "before":
        return Limits(starts_to=span.first - timedelta(days=1))
    return Limits(starts_to=span.last) if key == "until" else Limits(starts_from=span.first, starts_to=span.last)


def _end_of_range(reading: Reading, at: int) -> Span | None:
    lead = reading.at(at, "range") if at < len(reading.words) else None
    return span_at(reading, lead.end) if lead and lead.end < len(reading.words) else None


def _stands_alone(reading: Reading, at: int, span: Span) -> bool:
    """Return whether a month without a word before it is meant as one: it is written out, ends the question or the part
    of it before another condition, and is not all of it."""
    month = reading.at(at, "month")
    named = month is not None and reading.folded[at] in full_month_names() and len(reading.folded[at]) > len("may")
    return named and at > 0 and not reading.is_followed_by_content(span.end)
