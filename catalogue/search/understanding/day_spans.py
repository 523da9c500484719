"""Stretches of days by name: "March", "15. März 2027", "next month", "spring", "2027"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.search.understanding.reading import Reading
from catalogue.search.understanding.vocabulary import full_month_names

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month in which each begins; it lasts three."""
MONTHS_PER_SEASON = 3
MIN_DAYS_LEFT = 7
"""Days that a month or season must have left for its name to mean the present one, and not next year's."""
YEARS = range(2000, 2100)
_DAY = re.compile(r"(\d{1,2})[./]\s?(\d{1,2})[./]?\s?(\d{2,4})?")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "o", "a", "e"))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, said in the words up to ``end``; ``sure`` ones need no word before them to be one."""

    end: int
    first: date
    last: date
    sure: bool = False


def span_at(reading: Reading, at: int) -> Span | None:
    """Return the days that the words from ``at`` on name; None if they name none."""
    return (
        _relative(reading, at)
        or _numeric_day(reading, at)
        or _day_of_month(reading, at)
        or _month(reading, at)
        or _season(reading, at)
        or _year(reading, at)
    )


def _relative(reading: Reading, at: int) -> Span | None:
    """Return "next month", "this year", "semana que viene"."""
    before = reading.at(at, "next", "this")
    unit_at = before.end if before else at
    unit = reading.at(unit_at, "unit", *SEASONS) if unit_at < len(reading.words) else None
    which = before or (reading.at(unit.end, "next") if unit and unit.end < len(reading.words) else None)
    if unit is None or which is None or reading.words[max(unit.start, which.start)].apart:
        return None
    end, ahead = max(unit.end, which.end), which.key == "next"
    if unit.key in SEASONS:
        first, last = _season_days(unit.key, reading.today, None)
        return Span(end, first, last, sure=True)
    return _unit_ahead(unit.value, ahead, reading.today, end)


def _unit_ahead(unit: str, ahead: bool, today: date, end: int) -> Span | None:
    if unit == "month":
        year, month = (today.year + today.month // 12, today.month % 12 + 1) if ahead else (today.year, today.month)
        first, last = _days_of_months(year, month, 1)
    elif unit == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(days=7 * ahead)
        last = first + timedelta(days=6)
    elif unit == "year":
        first, last = date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)
    else:
        return None
    return Span(end, max(first, today), last, sure=True)


def _numeric_day(reading: Reading, at: int) -> Span | None:
    word = reading.words[at]
    if word.kind != "day" or reading.taken[at]:
        return None
    if iso := _ISO.fullmatch(word.text):
        return _iso_span(at + 1, int(iso[1]), int(iso[2]), iso[3])
    found = _DAY.fullmatch(word.text)
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found and found[3] else None
    day = _next_day(reading.today, int(found[1]), int(found[2]), year) if found else None
    return Span(at + 1, day, day, sure=year is not None) if day else None


def _iso_span(end: int, year: int, month: int, day: str | None) -> Span | None:
    if not 1 <= month <= 12 or year not in YEARS:
        return None
    first, last = _days_of_months(year, month, 1)
    if day is None:
        return Span(end, first, last, sure=True)
    exact = _day(year, month, int(day))
    return Span(end, exact, exact, sure=True) if exact else None


def _day_of_month(reading: Reading, at: int) -> Span | None:
    """Return "15 March 2027", "15. März", "March 15th"."""
    number = reading.words[at].text if reading.words[at].kind == "number" and not reading.taken[at] else ""
    if number.isdigit() and len(number) <= 2:
        month_at = at + 1
        while month_at < len(reading.words) and (
            reading.folded[month_at] in _ORDINALS or reading.folded[month_at] in ("de", "of", "d")
        ):
            month_at += 1
        month = _month_number(reading, month_at)
        return _exact(reading, month_at + 1, int(number), month) if month else None
    month = _month_number(reading, at)
    day = reading.words[at + 1] if at + 1 < len(reading.words) else None
    if month is None or day is None or day.kind != "number" or not day.text.isdigit() or len(day.text) > 2:
        return None
    end = at + 2
    return _exact(reading, end + (end < len(reading.words) and reading.folded[end] in _ORDINALS), int(day.text), month)


def _exact(reading: Reading, end: int, day: int, month: int) -> Span | None:
    year, end = _year_after(reading, end)
    found = _next_day(reading.today, day, month, year)
    return Span(end, found, found, sure=True) if found else None


def _month(reading: Reading, at: int) -> Span | None:
    number = _month_number(reading, at)
    if number is None:
        return None
    year, end = _year_after(reading, at + 1)
    if year is None and reading.folded[at] not in full_month_names():
        return None
    first, last = _days_of_months(*_coming(reading.today, number, 1, year), 1)
    return Span(end, first if year else max(first, reading.today), last, sure=year is not None)


def _month_number(reading: Reading, at: int) -> int | None:
    """Return the month that a word names: as the reader's language has it, else any."""
    said = reading.at(at, "month") if at < len(reading.words) else None
    return int(said.value) if said else None


def _season(reading: Reading, at: int) -> Span | None:
    said = reading.at(at, *SEASONS)
    if said is None:
        return None
    year, end = _year_after(reading, said.end)
    first, last = _season_days(said.key, reading.today, year)
    return Span(end, first, last, sure=year is not None)


def _year(reading: Reading, at: int) -> Span | None:
    year, end = _year_after(reading, at)
    lead = reading.before(at, "during", "from", "before", "until")
    if year is None or lead is None:
        return None
    return Span(end, max(date(year, 1, 1), min(reading.today, date(year, 12, 31))), date(year, 12, 31))


def _year_after(reading: Reading, at: int) -> tuple[int | None, int]:
    """Return the year at a word and the word after it; no year and the word itself if there is none."""
    if at < len(reading.words) and reading.words[at].kind == "number" and not reading.taken[at]:
        text = reading.words[at].text
        if len(text) == 4 and text.isdigit() and int(text) in YEARS:
            return int(text), at + 1
    return None, at


def _season_days(season: str, today: date, year: int | None) -> tuple[date, date]:
    first, last = _days_of_months(*_coming(today, SEASONS[season], MONTHS_PER_SEASON, year), MONTHS_PER_SEASON)
    return (first if year else max(first, today)), last


def _coming(today: date, month: int, months: int, year: int | None) -> tuple[int, int]:
    """Return year and month of the first of some months that come next, or that have enough days left."""
    if year is not None:
        return year, month
    for candidate in (today.year - 1, today.year, today.year + 1):
        last = _days_of_months(candidate, month, months)[1]
        if last >= today + timedelta(days=MIN_DAYS_LEFT):
            return candidate, month
    return today.year + 1, month


def _days_of_months(year: int, month: int, months: int) -> tuple[date, date]:
    last = month + months - 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _next_day(today: date, day: int, month: int, year: int | None) -> date | None:
    if year is not None:
        return _day(year, month, day)
    found = _day(today.year, month, day)
    return found if found is None or found >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
