"""Dates as their source gives them: a date stays a date, a time keeps its zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering

from babel.languages import get_official_languages

from catalogue.domain.text.cldr import EUROPEAN, base_language, locale_of, month_names
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import any_of
from catalogue.domain.time.zones import OFFSET_PATTERN, offset_at, parse_zone, zoned


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with a time only where the source gave one; ``zone`` is an IANA name or a UTC offset like ``+01:00``.

    Moments are in order of the local calendar: a day without a time comes before its hours.
    """

    day: date
    time: time | None = None
    zone: str | None = None

    def __lt__(self, other: Moment) -> bool:
        return _order(self) < _order(other)

    def isoformat(self) -> str:
        """Return ISO 8601, without a time where there is none; a zone is written as its offset at that moment."""
        if self.time is None:
            return self.day.isoformat()
        local = datetime.combine(self.day, self.time)
        return local.isoformat() + (offset_at(self.zone, local) if self.zone else "")

    @classmethod
    def from_iso(cls, text: str, zone: str | None = None) -> Moment | None:
        """Return what ``isoformat`` wrote, in ``zone`` where its offset is the one written; None for other text."""
        match = _ISO.fullmatch(text.strip())
        return _from_iso(match, parse_zone(zone), midnight_is_a_day=False) if match else None


def _order(moment: Moment) -> tuple[date, bool, time, str]:
    return moment.day, moment.time is not None, moment.time or time.min, moment.zone or ""


_ISO = re.compile(
    rf"(\d{{4}})(?P<dash>-?)(\d\d)(?P=dash)(\d\d)"
    rf"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(?P<offset>Z|{OFFSET_PATTERN})?)?",
    re.ASCII,
)
# ISO 8601 week and ordinal dates: "2027-W09-3", "2027W093", "2027-062".
_WEEK_DATE = re.compile(r"(\d{4})(?P<dash>-?)W(\d\d)(?P=dash)([1-7])", re.ASCII)
_ORDINAL_DATE = re.compile(r"(\d{4})-(\d{3})", re.ASCII)
# Seconds or milliseconds since 1970, as programs write them, bare or as "/Date(1804064400000)/".
_EPOCH = re.compile(r"(?:/Date\()?(?P<seconds>\d{10})(?P<thousandths>\d{3})?(?:[+-]\d{4})?(?:\)/)?", re.ASCII)
_LONGEST = 120
_YEARS = range(1900, 2200)
MONTHS_PER_YEAR = 12

_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|er|ere|re|o|a|e|:a|:e|°)(?!\w))?[.,]?\s*(?:de\s|of\s|d')?\s*"
    r"(?P<month>[^\W\d_]{3,})[.,]?\s*(?:de\s|del\s)?\s*(?P<year>\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]{3,})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>\d{4})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})\.?\s*(?P<month>[^\W\d_]{3,})\.?\s*(?P<day>\d{1,2})(?!\d)\.?")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})(?:\.\s?|([/-]))(\d{1,2})(?(2)\2|\.\s?)(\d{4})(?!\d|[./-]\d)")
_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d\d)(?![\d/-])")
_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d\d)(?![\d./-])")
_NUMERIC_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})(?:\.\s?|([/-]))(\d{1,2})(?(2)\2|\.\s?)(\d{1,2})(?!\d|[/-]\d)")
_OCLOCK = any_of("clock", "oclock")
# "ore 9.00", "kl. 9", "à 9h": a word before it says that it is a time, whatever parts its minutes
_TIME = re.compile(
    rf"(?:(?<!\w)(?P<said>{any_of('clock', 'at')})\.?\s)?"
    r"(?<![\d.,])(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::\d\d)?(?!\d)"
    rf"|[.h](?P<dotted>\d\d)(?(said)(?!\d)|(?=\s*(?:{_OCLOCK}|h\b)|(?<=h\d\d)\b))"
    rf"|(?=\s*(?:{_OCLOCK}|am|pm)\b)|(?(said)(?=\s?h?(?![\w.]))|(?!)))"
    rf"\s*(?P<half>[ap]\.?m\b\.?)?(?:{_OCLOCK}|h\b)?"
)
_ZONES = {"gmt": "+00:00", "utc": "+00:00", "cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00"}
_ZONE = re.compile(rf"(?<!\w)({'|'.join(_ZONES)})(?!\w)")
# "+0100" (RFC 5322), "GMT+0100", "(UTC+1)": an offset right after a time with its minutes; "-17:00" may be its end
_OFFSET_AFTER = re.compile(
    r"(?<=:\d\d)(?:\s?\(?(?:gmt|utc)\s?(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?"
    r"|\s(?P<mail>[+-]\d{4})|\s?(?P<east>\+\d\d:\d\d))(?![\d.,:])"
)
# The C library's order, "Wed Mar  3 09:00:00 CET 2027": the year last.
_YEAR_LAST = re.compile(r"(?<!\w)([a-z]{3} \d{1,2}) (\d\d:\d\d:\d\d)( [a-z]{3,4})? (\d{4})(?!\w)")


class DateOrder(StrEnum):
    """What comes first in dates of numbers that end in the year."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@lru_cache(maxsize=8192)
def parse_moment(
    text: str, language: str | None = None, zone: str | None = None, order: DateOrder | None = None
) -> Moment | None:
    """Return the one day the text names, with its time if it names one; None for none, several or an unclear one.

    ``language`` (BCP 47) decides what 03/04/2027 is; without one, or in American or unspecified English, it is unclear
    and nothing is returned unless one number exceeds 12. With dots the day comes first everywhere. ``zone`` is for
    times without an offset of their own and for those in UTC. A midnight is how software writes a bare date. ``order``
    is what other dates of the same list show; it tells more than the language.
    """
    text = " ".join(text.split())
    if not 8 <= len(text) <= _LONGEST:
        return None
    if match := _ISO.fullmatch(text):
        return _from_iso(match, parse_zone(zone))
    return _from_number(text, parse_zone(zone)) or _from_words(fold_phrase(text), language, parse_zone(zone), order)


def order_of_dates(texts: Iterable[str]) -> DateOrder | None:
    """Return what dates like "13/04/2027" among these show of their order; None for none, and where they disagree."""
    shown = set()
    for text in texts:
        if text[:4].isdigit():  # the year leads, so nothing is open
            continue
        for match in _SLASHED.finditer(text):
            if int(match[1]) > MONTHS_PER_YEAR >= int(match[2]):
                shown.add(DateOrder.DAY_FIRST)
            elif int(match[2]) > MONTHS_PER_YEAR >= int(match[1]):
                shown.add(DateOrder.MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else None


@lru_cache(maxsize=256)
def day_leads_in(country: str) -> bool:
    """Say whether the languages of an ISO 3166-1 country all write the day before the month."""
    languages = get_official_languages(country)
    return bool(languages) and all(_is_day_first(f"{language}-{country}") for language in languages)


def _from_words(folded: str, language: str | None, zone: str | None, order: DateOrder | None) -> Moment | None:
    folded = _YEAR_LAST.sub(r"\1 \4 \2\3", folded)
    offset = _OFFSET_AFTER.search(folded)
    if offset:
        folded = f"{folded[: offset.start()]} {folded[offset.end() :]}"
    days = _worded_days(folded, language) or _numeric_days(folded, language, order)
    if len(days) != 1:
        return None
    day, rest = days[0]
    clock, unread = _clock(rest)
    if re.search(r"\d", unread):
        return None
    said = _ZONE.search(unread)
    stated = _offset_of(offset) if offset else _ZONES[said[1]] if said else None
    return _moment(day, clock, stated, zone) if clock else Moment(day)


def _offset_of(match: re.Match[str]) -> str:
    if plain := match["mail"] or match["east"]:
        return str(plain)
    return f"{match['sign']}{int(match['hours']):02}:{match['minutes'] or '00'}"


def _moment(day: date, clock: time, offset: str | None, zone: str | None, *, midnight_is_a_day: bool = True) -> Moment:
    """Return the moment in its zone; a midnight, there or as it is written, is the day alone."""
    local = datetime.combine(day, clock)
    if offset is not None:
        local, zone = zoned(local, offset, zone)
    if local.time() == time.min and (midnight_is_a_day or zone is None):
        return Moment(local.date())
    return Moment(local.date(), local.time(), zone)


def _from_iso(match: re.Match[str], zone: str | None, *, midnight_is_a_day: bool = True) -> Moment | None:
    year, _, month, day, hour, minute, second, offset = match.groups()
    found = _day(int(year), int(month), int(day))
    if found is None:
        return None
    if hour is None:
        return Moment(found)
    try:
        clock = time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    return _moment(found, clock, offset, zone, midnight_is_a_day=midnight_is_a_day)


def _from_number(text: str, zone: str | None) -> Moment | None:
    """Return the day of an ISO week or ordinal date, or the moment of a count of seconds or milliseconds."""
    try:
        if week := _WEEK_DATE.fullmatch(text):
            return _within_years(date.fromisocalendar(int(week[1]), int(week[3]), int(week[4])))
        if ordinal := _ORDINAL_DATE.fullmatch(text):
            found = date(int(ordinal[1]), 1, 1) + timedelta(days=int(ordinal[2]) - 1)
            return _within_years(found) if found.year == int(ordinal[1]) else None
    except ValueError:
        return None
    if counted := _EPOCH.fullmatch(text):
        since = datetime(1970, 1, 1) + timedelta(seconds=int(counted["seconds"]))
        return _moment(since.date(), since.time(), _ZONES["utc"], zone)
    return None


def _within_years(day: date) -> Moment | None:
    return Moment(day) if day.year in _YEARS else None


def _worded_days(folded: str, language: str | None) -> list[tuple[date, str]]:
    """Return days with their month by name, each with the text around it."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST):
        found = []
        for match in pattern.finditer(folded):
            month = month_names().meaning(match["month"], language)
            day = _day(int(match["year"]), int(month), int(match["day"])) if month else None
            if day:
                found.append((day, f"{folded[: match.start()]} {folded[match.end() :]}"))
        if found:
            return found
    return []


def _numeric_days(folded: str, language: str | None, order: DateOrder | None) -> list[tuple[date, str]]:
    found = []
    for match in _NUMERIC.finditer(folded):
        first, sign, second, year = match.groups()
        day = _day(int(year), int(second), int(first)) if sign is None else None
        found.append((day or _ordered_day(int(year), int(first), int(second), language, order), match))
    for match in _SHORT_YEAR.finditer(folded) if _is_day_first(language) or order is DateOrder.DAY_FIRST else ():
        first, _, second, year = match.groups()
        found.append((_day(2000 + int(year), int(second), int(first)), match))
    for match in _NUMERIC_YEAR_FIRST.finditer(folded):
        year, _, month, day_text = match.groups()
        found.append((_day(int(year), int(month), int(day_text)), match))
    return [(day, f"{folded[: match.start()]} {folded[match.end() :]}") for day, match in found if day]


def _ordered_day(year: int, first: int, second: int, language: str | None, order: DateOrder | None) -> date | None:
    day_first = _is_day_first(language) if order is None else order is DateOrder.DAY_FIRST
    if first == second or first > MONTHS_PER_YEAR or day_first:
        return _day(year, second, first)
    return _day(year, first, second) if second > MONTHS_PER_YEAR or order else None


@lru_cache(maxsize=256)
def _is_day_first(language: str | None) -> bool:
    """Say whether readers of this language write the day before the month when the year comes last.

    All European languages do; English does where CLDR's short date says so, but "en" alone may be American.
    """
    base, locale = base_language(language), locale_of(language)
    if base is None or locale is None:
        return False
    if base != "en":
        return base in EUROPEAN or _day_leads(locale.date_formats["short"].pattern)
    return locale.territory is not None and _day_leads(locale.date_formats["short"].pattern)


def _day_leads(pattern: str) -> bool:
    return -1 < pattern.find("d") < pattern.find("M")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _clock(rest: str) -> tuple[time | None, str]:
    """Return the one time of day in the text, None for several, and the text without its times."""
    matches = list(_TIME.finditer(rest))
    unread = _TIME.sub(" ", rest)
    return (_time_of(matches[0]) if len(matches) == 1 else None), unread


def _time_of(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
