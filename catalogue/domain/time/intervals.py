"""Time intervals as ISO 8601 writes them: "2027-03-03/2027-03-05", "2027-03-03/05", "2027-03-03T09:00/PT8H"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from catalogue.domain.time.dates import Moment, parse_moment
from catalogue.domain.time.durations import workload_parts
from catalogue.domain.time.units import Unit

_INTERVAL = re.compile(r"([\dTWZ:.+-]{8,30})\s?(?:/|--)\s?(P?[\dTWDHMSZ:.,+-]{1,30})", re.ASCII)
_SPANS = {
    Unit.WEEK: timedelta(weeks=1),
    Unit.DAY: timedelta(days=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.MINUTE: timedelta(minutes=1),
}


def parse_interval(text: str, zone: str | None = None) -> tuple[Moment, Moment] | None:
    """Return the first and the last moment of an interval in ISO 8601; None for any other text.

    What its end leaves out (year, month, day) is that of its start. An interval of whole days ends with the last of
    them.
    """
    match = _INTERVAL.fullmatch(text.strip())
    start = parse_moment(match[1], None, zone) if match else None
    if match is None or start is None:
        return None
    end = _after(start, match[2]) if match[2].startswith("P") else _end(match[1], match[2], zone)
    return (start, end) if end and start.day <= end.day else None


def _end(start: str, end: str, zone: str | None) -> Moment | None:
    """Return the end as it stands, or with as much of the start before it as it leaves out."""
    if whole := parse_moment(end, None, zone):
        return whole
    day, mark, _ = start.partition("T")
    kept = f"{day}T" if mark and "T" not in end else day[: max(0, len(day) - len(end.partition("T")[0]))]
    return parse_moment(f"{kept}{end}", None, zone)


def _after(start: Moment, duration: str) -> Moment | None:
    """Return when a span of weeks, days or hours from the start on is over; of whole days the last one."""
    parts = workload_parts(duration)
    if not parts or any(unit not in _SPANS for _, unit in parts):
        return None
    span = sum((_SPANS[unit] * float(value) for value, unit in parts), timedelta())
    try:
        if start.time is None:
            return Moment(start.day + max(span - timedelta(days=1), timedelta())) if span else None
        over = datetime.combine(start.day, start.time) + span
    except OverflowError:
        return None
    return replace(start, day=over.date(), time=over.time()) if over.time() != time.min else Moment(over.date())
