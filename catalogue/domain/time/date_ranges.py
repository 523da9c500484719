"""From when to when, where one text says both: "3.–5. März 2027", "du 3 au 5 mars 2027", "3.3.2027, 9–16 Uhr"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from functools import lru_cache, partial

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import any_of
from catalogue.domain.time.dates import DateOrder, Moment, parse_moment
from catalogue.domain.time.intervals import parse_interval

MAX_TEXT_LENGTH = 120
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[t ][\d:.+z-]*)?$")
_TO = re.compile(rf"\s*[-–—]\s*|\s+(?:{any_of('dates', 'until')})\s+")
# "3 und 4 March" are two days on end; any others are two dates
_AND = re.compile(rf"(?<!\w)(\d{{1,2}})\.?\s?(?:{any_of('connectives', 'and')}|&|\+)\s(?=(\d{{1,2}})(?!\d))")
_MONTH_LEADS = re.compile(r"([^\W\d_]{3,}\.?)\s(\d{1,2})\s?[-–—]\s?(\d{1,2}),?\s(\d{4})")
_LEAD = re.compile(rf"^(?:(?:{any_of('dates', 'labels')})\s*:\s*|(?:{any_of('dates', 'from')})\s+)+")
_DAY = re.compile(r"(\d{1,2})\s?(?:\.|st|nd|rd|th|er|º|o)?")
_WITHOUT_YEAR = re.compile(
    r"\d{1,2}\s?[./]\s?\d{1,2}\s?[./]?|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,}\.?|[^\W\d_]{3,}\.?\s\d{1,2}"
)
_SAYS_TIMES = re.compile(rf"(?<!\w)(?:{any_of('clock', 'span')})\.?:?\s?$")
_HOURS = any_of("clock", "oclock", "hours")
_MARKED_AS_TIME = re.compile(f"h|{_HOURS}")
_CLOCK = rf"(\d{{1,2}})(?:\s?[:.h]\s?(\d\d))?\s?(?:(?:{_HOURS})\.?|h)?"
_BEFORE_CLOCK = re.compile(rf"[\s,(]*(?:(?:{any_of('clock', 'span_lead')})\.?:?)?[\s,)]*$")
_CLOCKS = re.compile(rf"(?<![\d.,/-]){_CLOCK}\s?(?:-|–|—|{any_of('clock', 'until')})\s?{_CLOCK}(?![\d.,]*\d)")


Reader = Callable[[str], Moment | None]
"""Reads one moment, in the language, zone and order of the text."""


@lru_cache(maxsize=4096)
def parse_date_range(
    text: str, language: str | None = None, zone: str | None = None, order: DateOrder | None = None
) -> tuple[Moment, Moment] | None:
    """Return the first and the last moment of a text that names both; None for any other, and where the last is first.

    What the first half leaves out (month, year) is that of the second. Times are those of the one day that is named.
    """
    if interval := parse_interval(text, zone):
        return interval
    folded = fold_phrase(text)
    if not 8 <= len(folded) <= MAX_TEXT_LENGTH or _ONE_DAY.match(folded):
        return None
    days = _MONTH_LEADS.sub(r"\2-\3 \1 \4", _AND.sub(_on_end, _LEAD.sub("", folded)))
    read = partial(parse_moment, language=language, zone=zone, order=order)
    return _two_days(days, read) or _two_times(folded, read, zone)


def _two_days(folded: str, read: Reader) -> tuple[Moment, Moment] | None:
    found = set()
    for first, last in _halves(folded):
        end = read(last)
        start = _start(first, end, read) if end else None
        if start and end and start.day <= end.day and start.day.year >= end.day.year - 1:
            found.add((start, end))
    return found.pop() if len(found) == 1 else None


def _on_end(found: re.Match[str]) -> str:
    return f"{found[1]}-" if int(found[2]) == int(found[1]) + 1 else found[0]


def _halves(folded: str) -> Iterator[tuple[str, str]]:
    for mark in _TO.finditer(folded):
        yield folded[: mark.start()].strip(" ,"), folded[mark.end() :].strip(" ,")


def _start(first: str, end: Moment, read: Reader) -> Moment | None:
    if whole := read(first):
        return whole
    if day := _DAY.fullmatch(first):
        return _on(end.day.year, end.day.month, int(day[1]))
    if not _WITHOUT_YEAR.fullmatch(first):
        return None
    started = read(f"{first}{_before_year(first)}{end.day.year}")
    if started and started.day > end.day:  # from December to January
        return _on(end.day.year - 1, started.day.month, started.day.day)
    return started


def _before_year(first: str) -> str:
    """Return what "3.3", "3/3", "3.3." or "3 march" need before a year."""
    if first.endswith((".", "/")) and first[-2].isdigit():
        return ""
    return next((sign for sign in first if sign in "./"), " ") if re.search(r"[./]", first) else ", "


def _on(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(date(year, month, day))
    except ValueError:
        return None


def _two_times(folded: str, read: Reader, zone: str | None) -> tuple[Moment, Moment] | None:
    """Return one day with the times between which it happens."""
    for clocks in _CLOCKS.finditer(folded):
        before = folded[: clocks.start()]
        if not (clocks[2] or clocks[4] or _MARKED_AS_TIME.search(clocks[0]) or _SAYS_TIMES.search(before)):
            continue
        rest = f"{before} {folded[clocks.end() :]}"
        day = read(_BEFORE_CLOCK.sub("", rest))
        start, end = _time(clocks[1], clocks[2]), _time(clocks[3], clocks[4])
        if day and day.time is None and start and end and start < end:
            known = parse_moment(f"{day.day.isoformat()} {start.isoformat()}", None, zone)
            return (known, replace(known, time=end)) if known else None
    return None


def _time(hour: str, minute: str | None) -> time | None:
    return time(int(hour), int(minute or 0)) if int(hour) < 24 and int(minute or 0) < 60 else None
