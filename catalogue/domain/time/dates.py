"""Dates as their source gives them: a date stays a date, a time keeps its zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache, total_ordering

from catalogue.domain.text.cldr import EUROPEAN, base_language, locale_of, month_names
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import any_of
from catalogue.domain.time.zones import OFFSET_PATTERN, offset_at, parse_zone, zone_or_offset


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
        return _from_iso(match, parse_zone(zone)) if match else None


def _order(moment: Moment) -> tuple[date, bool, time, str]:
    return moment.day, moment.time is not None, moment.time or time.min, moment.zone or ""


_ISO = re.compile(
    rf"(\d{{4}})(?P<dash>-?)(\d\d)(?P=dash)(\d\d)"
    rf"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(?P<offset>Z|{OFFSET_PATTERN})?)?",
    re.ASCII,
)
_LONGEST = 120
_YEARS = range(1900, 2200)

_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|er|ere|re|o|a|e|:a|:e|°)(?!\w))?[.,]?\s*(?:de\s|of\s|d')?\s*"
    r"(?P<month>[^\W\d_]{3,})[.,]?\s*(?:de\s|del\s)?\s*(?P<year>\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]{3,})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>\d{4})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})\.?\s*(?P<month>[^\W\d_]{3,})\.?\s*(?P<day>\d{1,2})(?!\d)\.?")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})(?:\.\s?|([/-]))(\d{1,2})(?(2)\2|\.\s?)(\d{4})(?!\d|[./-]\d)")
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


@lru_cache(maxsize=8192)
def parse_moment(text: str, language: str | None = None, zone: str | None = None) -> Moment | None:
    """Return the one day the text names, with its time if it names one; None for none, several or an unclear one.

    ``language`` (BCP 47) decides what 03/04/2027 is; without one, or in American or unspecified English, it is unclear
    and nothing is returned unless one number exceeds 12. ``zone`` is for times without an offset of their own. An ISO
    midnight without offset ("2027-03-03T00:00:00") is how software writes a bare date, so it is a date.
    """
    text = " ".join(text.split())
    if not 8 <= len(text) <= _LONGEST:
        return None
    if match := _ISO.fullmatch(text):
        return _from_iso(match, parse_zone(zone))
    folded = fold_phrase(text)
    days = _worded_days(folded, language) or _numeric_days(folded, language)
    if len(days) != 1:
        return None
    day, rest = days[0]
    clock, unread = _clock(rest)
    if re.search(r"\d", unread):
        return None
    said = _ZONE.search(unread)
    return Moment(day, clock, (_ZONES[said[1]] if said else parse_zone(zone)) if clock else None)


def _from_iso(match: re.Match[str], zone: str | None) -> Moment | None:
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
    if offset is None:
        return Moment(found, clock, zone) if clock != time.min else Moment(found)
    return Moment(found, clock, zone_or_offset(offset, zone, datetime.combine(found, clock)))


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


def _numeric_days(folded: str, language: str | None) -> list[tuple[date, str]]:
    found = []
    for match in _NUMERIC.finditer(folded):
        first, _, second, year = match.groups()
        found.append((_ordered_day(int(year), int(first), int(second), language), match))
    for match in _SHORT_YEAR.finditer(folded) if _is_day_first(language) else ():
        first, _, second, year = match.groups()
        found.append((_day(2000 + int(year), int(second), int(first)), match))
    for match in _NUMERIC_YEAR_FIRST.finditer(folded):
        year, _, month, day_text = match.groups()
        found.append((_day(int(year), int(month), int(day_text)), match))
    return [(day, f"{folded[: match.start()]} {folded[match.end() :]}") for day, match in found if day]


def _ordered_day(year: int, first: int, second: int, language: str | None) -> date | None:
    if first == second or first > 12 or _is_day_first(language):
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


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
