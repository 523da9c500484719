"""Start and end where one text gives both: "3.–5. März 2027", "du 3 au 5 mars 2027", "3.3.2027, 9–16 Uhr"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from functools import lru_cache

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.time.dates import Moment, parse_moment

MAX_RANGE_CHARACTERS = 120
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[t ][\d:.+z-]*)?$")
_TO = re.compile(r"\s*[-–—]\s*|\s+(?:bis(?: zum)?|to|until|till|through|au|al|a|ate|do|az do|az|tot|til)\s+")
# "3 und 4 March" are consecutive days and so one range; any other two are two dates
_AND = re.compile(r"(?<!\w)(\d{1,2})\.?\s?(?:und|and|et|y|e|i|a|och|&|\+)\s(?=(\d{1,2})(?!\d))")
_MONTH_LEADS = re.compile(r"([^\W\d_]{3,}\.?)\s(\d{1,2})\s?[-–—]\s?(\d{1,2}),?\s(\d{4})")
_LEAD = re.compile(
    r"^(?:(?:termine?|dates?|fecha|data|datum)\s*:\s*"
    r"|(?:vom?|from|du|dal?|del?|desde el|de|od|fran|den|les?|el|il|am)\s+)+"
)
_DAY = re.compile(r"(\d{1,2})\s?(?:\.|st|nd|rd|th|er|º|o)?")
_WITHOUT_YEAR = re.compile(
    r"\d{1,2}\s?[./]\s?\d{1,2}\s?[./]?|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,}\.?|[^\W\d_]{3,}\.?\s\d{1,2}"
)
_SAYS_TIMES = re.compile(r"(?<!\w)(?:kl|ore|godz|hod|zeit|von|um)\.?:?\s?$")
_CLOCK = r"(\d{1,2})(?:\s?[:.h]\s?(\d\d))?\s?(?:uhr|hod\.?|h|hrs?)?"
_BEFORE_CLOCK = re.compile(r"[\s,(]*(?:von|from|de|od|ore|kl\.?|godz\.?|at|um|zeit:?|cas:?)?[\s,)]*$")
_CLOCKS = re.compile(rf"(?<![\d.,/-]){_CLOCK}\s?(?:-|–|—|bis|to|a|as|do|au|till)\s?{_CLOCK}(?![\d.,]*\d)")


@lru_cache(maxsize=4096)
def parse_span(text: str, language: str | None = None, zone: str | None = None) -> tuple[Moment, Moment] | None:
    """Return the first and last moment of a text that names both; None of any other, and where the last comes first.

    What the first half leaves out (month, year) is that of the second. Times are those of the one day that is named.
    """
    folded = fold_phrase(text)
    if not 8 <= len(folded) <= MAX_RANGE_CHARACTERS or _ONE_DAY.match(folded):
        return None
    days = _MONTH_LEADS.sub(r"\2-\3 \1 \4", _AND.sub(_joined_if_consecutive, _LEAD.sub("", folded)))
    return _two_days(days, language, zone) or _two_times(folded, language, zone)


def _two_days(folded: str, language: str | None, zone: str | None) -> tuple[Moment, Moment] | None:
    found = set()
    for first, last in _halves(folded):
        end = parse_moment(last, language, zone)
        start = _start(first, end, language, zone) if end else None
        if start and end and start.day <= end.day and start.day.year >= end.day.year - 1:
            found.add((start, end))
    return found.pop() if len(found) == 1 else None


def _joined_if_consecutive(found: re.Match[str]) -> str:
    return f"{found[1]}-" if int(found[2]) == int(found[1]) + 1 else found[0]


def _halves(folded: str) -> Iterator[tuple[str, str]]:
    for mark in _TO.finditer(folded):
        yield folded[: mark.start()].strip(" ,"), folded[mark.end() :].strip(" ,")


def _start(first: str, end: Moment, language: str | None, zone: str | None) -> Moment | None:
    if whole := parse_moment(first, language, zone):
        return whole
    if day := _DAY.fullmatch(first):
        return _day_moment(end.day.year, end.day.month, int(day[1]))
    if not _WITHOUT_YEAR.fullmatch(first):
        return None
    started = parse_moment(f"{first}{_before_year(first)}{end.day.year}", language, zone)
    if started and started.day > end.day:  # from December to January
        return _day_moment(end.day.year - 1, started.day.month, started.day.day)
    return started


def _before_year(first: str) -> str:
    """Return what "3.3", "3/3", "3.3." or "3 march" need before a year."""
    if first.endswith((".", "/")) and first[-2].isdigit():
        return ""
    return next((sign for sign in first if sign in "./"), " ") if re.search(r"[./]", first) else ", "


def _day_moment(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(date(year, month, day))
    except ValueError:
        return None


def _two_times(folded: str, language: str | None, zone: str | None) -> tuple[Moment, Moment] | None:
    """Return the start and end on the one day that a text names with two times; None if it does not."""
    for clocks in _CLOCKS.finditer(folded):
        before = folded[: clocks.start()]
        if not (clocks[2] or clocks[4] or re.search(r"uhr|hod|h", clocks[0]) or _SAYS_TIMES.search(before)):
            continue
        rest = f"{before} {folded[clocks.end() :]}"
        day = parse_moment(_BEFORE_CLOCK.sub("", rest), language, zone)
        start, end = _time(clocks[1], clocks[2]), _time(clocks[3], clocks[4])
        if day and day.time is None and start and end and start < end:
            known = parse_moment(f"{day.day.isoformat()} {start.isoformat()}", None, zone)
            return (known, replace(known, time=end)) if known else None
    return None


def _time(hour: str, minute: str | None) -> time | None:
    return time(int(hour), int(minute or 0)) if int(hour) < 24 and int(minute or 0) < 60 else None
