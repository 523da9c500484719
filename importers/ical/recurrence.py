"""When an event takes place: once, on stated dates, or by a rule as far as anyone can plan.

An importer may not look at the clock, so how far a rule without an end is followed hangs on the feed: it begins where
the event does, or where the feed was made (DTSTAMP, RFC 5545 section 3.8.7.2) if that is later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from catalogue.domain.text.messages import N_, UserError
from importers.ical.reading import Component, value

HORIZON = timedelta(days=366)
MAX_OCCURRENCES_PER_EVENT = 200
"""Occurrences of one event, however often it recurs."""
FREQUENCIES_TOO_HIGH = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
RECURRENCE_PROPERTIES = ("RRULE", "RDATE")
RULE_PARTS_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


class EndlessRule(UserError):
    """A rule by which no course takes place, such as one every minute."""


def stamp_of(calendar: Component) -> datetime | None:
    """Return when the feed was made: the latest of its events' stamps, in UTC; None without any."""
    stamps = [value(event, "DTSTAMP") for event in calendar.walk("VEVENT")]
    return max((_instant(stamp.dt) for stamp in stamps if isinstance(getattr(stamp, "dt", None), date)), default=None)


def is_exception(event: Component) -> bool:
    """Say whether an event stands for one date of its series."""
    return "RECURRENCE-ID" in event


def occurrences(series: list[Component], stamp: datetime | None) -> list[Component]:
    """Return the events of one UID in order of time: each alone, or those of its rule with exceptions applied.

    Raise ``EndlessRule`` for a rule by which no course takes place.
    """
    if not any(name in event for event in series for name in RECURRENCE_PROPERTIES):
        return series
    for event in series:
        _check(value(event, "RRULE"))
    return list(_expanded(series, stamp))


def _check(rule: Any) -> None:
    if rule is None:
        return
    frequency = next(iter(rule.get("FREQ", [])), "")
    if str(frequency).upper() in FREQUENCIES_TOO_HIGH or any(
        len(rule.get(name, [])) > 4 for name in RULE_PARTS_WITHIN_A_DAY
    ):
        raise EndlessRule(N_("the event recurs %(frequency)s, as no course does"), frequency=str(frequency).lower())


def _expanded(series: list[Component], stamp: datetime | None) -> Iterator[Component]:
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar()
    for event in [_as_series(series[0]), *series[1:]] if is_exception(series[0]) else series:
        calendar.add_component(event)
    first = min(_instant(start.dt) for event in series if (start := value(event, "DTSTART")) is not None)
    begin = first if _is_bounded(series) or stamp is None else max(first, stamp)
    found: Iterable[Component] = recurring_ical_events.of(calendar).after(begin)
    end = None if _is_bounded(series) else begin + HORIZON
    return islice(
        takewhile(lambda event: end is None or _instant(event["DTSTART"].dt) < end, found), MAX_OCCURRENCES_PER_EVENT
    )


def _as_series(event: Component) -> Component:
    """Return an event without its RECURRENCE-ID: Lotus Notes gives one to a series that has no other part."""
    whole = event.copy()
    for name, found in event.items():
        if name.upper() != "RECURRENCE-ID":
            whole[name] = found
    whole.pop("RECURRENCE-ID", None)
    return whole


def _is_bounded(series: list[Component]) -> bool:
    rules = [rule for event in series if (rule := value(event, "RRULE")) is not None]
    return all("COUNT" in rule or "UNTIL" in rule for rule in rules)


def _instant(when: date) -> datetime:
    """Return an instant; a day or a time without zone counts as UTC, as it only bounds a search."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
