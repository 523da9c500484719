"""Days in cells: several in one, and numbers that programs store instead of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from catalogue.domain.text.folding import fold
from catalogue.domain.text.phrases import any_of
from catalogue.domain.time.date_ranges import parse_date_range
from catalogue.domain.time.dates import parse_moment

CHARACTERS_OF_ONE_DAY = 10
MAX_CHARACTERS_OF_DAYS = 600
# Excel and LibreOffice count days from here (ECMA-376 part 1, 18.17.4.1), and all days of our time lie within these.
FIRST_DAY_OF_SERIALS = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 32_874, 73_050
"""1990-01-01 and 2099-12-31."""
SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.ASCII)
# From 2001 to 2033: what begins with 20 may be a day in digits.
UNIX_SECONDS = re.compile(r"(1\d{9})(\d{3})?", re.ASCII)
BETWEEN_DAYS = re.compile(rf"\s*[|;\n•]\s*|\s*,\s+|\s+[/+&]\s+|\s+(?:{any_of('connectives', 'and')})\s+", re.I)
MONTHS = 12
TWO_SMALL_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})((?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?)", re.ASCII)
DAY_WITH_NUMBERS = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:[ T,]+\d{1,2}[:h]\d{2}[^|;\n]*)?", re.ASCII)


def written_day(text: str) -> str:
    """Return a day that is stored as a number as people write it: of Excel's days, Unix seconds or milliseconds."""
    if not text[:5].isdigit():
        return text
    if (serial := SERIAL.fullmatch(text)) and FIRST_SERIAL <= int(serial[1]) <= LAST_SERIAL:
        day = FIRST_DAY_OF_SERIALS + timedelta(days=int(serial[1]))
        return day.isoformat() if not float(serial[2] or 0) else _with_time(day, float(serial[2]))
    if seconds := UNIX_SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(seconds[1]), UTC).isoformat()
    return text


def _with_time(day: date, share: float) -> str:
    minutes = round(share * 24 * 60)
    return (datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)).isoformat()


def is_day_first(cells: Iterable[str]) -> bool | None:
    """Return whether the day stands before the month in these cells; None if they do not tell, or tell both."""
    firsts, seconds = False, False
    for found in filter(None, map(TWO_SMALL_NUMBERS.match, cells)):
        firsts, seconds = firsts or int(found[1]) > MONTHS, seconds or int(found[3]) > MONTHS
    return firsts if firsts != seconds else None


def in_order(text: str, day_first: bool | None) -> str:
    """Return a day in numbers as year, month and day where its order is known: nobody writes months first with dots."""
    if (found := TWO_SMALL_NUMBERS.fullmatch(text)) is None:
        return text
    first, mark, second, year, rest = found.groups()
    if mark == ".":
        day_first = True
    if day_first is None:
        return text
    day, month = (first, second) if day_first else (second, first)
    return f"{year}-{int(month):02}-{int(day):02}{rest}" if int(month) <= MONTHS else text


def days_in(text: str) -> list[str]:
    """Return the parts of a text that are each a day or a span of days by themselves; the whole if it is one itself."""
    text = text.strip()
    if not text or not CHARACTERS_OF_ONE_DAY < len(text) <= MAX_CHARACTERS_OF_DAYS:
        return [text] if text else []
    parts = [part.strip() for part in BETWEEN_DAYS.split(text) if part.strip()]
    if len(parts) < 2 or is_day(text) or not all(map(is_day, parts)):
        return [text]
    return [written_day(part) for part in parts]


def is_day(text: str) -> bool:
    """Say whether a text is a day or a span of days, if only its language says in which order day and month stand."""
    if parse_moment(text) or parse_date_range(text):
        return True
    return DAY_WITH_NUMBERS.fullmatch(fold(text.strip())) is not None or UNIX_SECONDS.fullmatch(text) is not None
