"""iCalendar (RFC 5545): events of one title are one course, each time they take place is an instance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import Fault, Found, InstanceDraft, Page, Unreadable
from importers.ical.courses import course_draft, identifier_of, shared_title
from importers.ical.instances import instance_draft
from importers.ical.reading import Component, calendars_of, marked_events, text, value
from importers.ical.recurrence import EndlessRule, is_exception, occurrences, stamp_of

key = "ical"
label = N_("iCalendar feed (.ics)")
of_anything = True  # calendars hold meetings and holidays too
aliases = ("ics", "icalendar", "calendar")

BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.I)


def detect(page: Page) -> float:
    """Return near 1 for the first line of a calendar."""
    return 0.95 if BEGIN.match(page.content[:2000]) else 0.0


def apart(page: Page) -> bool:
    """Return True always: one rule that no day fulfils is followed for seconds, and a feed may hold thousands."""
    return True


def read(page: Page) -> Iterator[Found]:
    """Yield faults, then courses in order of their first events. Raise ``Unreadable`` if there is no event."""
    calendars, cut_off = calendars_of(page)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        empty = N_("%(url)s is a calendar without events; check that it is the one with the courses.")
        raise Unreadable(Message(empty, url=page.url))
    is_alone = len({text(event, "UID") for event in events}) == 1
    for calendar in calendars:
        yield from _Reading(calendar, page, is_alone).found()
    if cut_off:
        early = N_(
            "The calendar ends before END:VCALENDAR, so what comes after was not seen; fetch or export it again."
        )
        yield Fault(where="the end", message=Message(early), truncates=True)
    elif (marked := marked_events(page)) > len(events):
        fewer = N_("Only %(read)s of %(marked)s events could be told apart; fetch or export the calendar again.")
        message = Message(fewer, read=len(events), marked=marked)
        yield Fault(where="the calendar", message=message, truncates=True)


class _Reading:
    """Reads one calendar of a page; ``is_alone`` says that the page has but one event or series."""

    def __init__(self, calendar: Component, page: Page, is_alone: bool) -> None:
        self._is_alone = is_alone
        self._page = page
        self._events = list(calendar.walk("VEVENT"))
        self._all_series = self._series()
        self._zone = text(calendar, "X-WR-TIMEZONE")
        self._language = page.language or ""
        self._home = next(filter(is_web_address, [text(calendar, "URL", "X-ORIGINAL-URL"), page.url]), "")
        self._stamp: datetime | None = stamp_of(calendar)
        self._faults: list[Fault] = []

    def found(self) -> Iterator[Found]:
        runs = self._runs()
        yield from self._faults
        courses: dict[str, list[Component]] = {}
        for series in self._all_series:
            courses.setdefault(shared_title(series[0]), []).extend(series)
        for title, events in courses.items():
            yield course_draft(events, runs.get(title, []), self._home, self._language, self._identifier(events[0]))

    def _identifier(self, event: Component) -> str | None:
        """Return what the course of an event is known by.

        Events carry ids, courses do not: in a calendar that lives on, the title is what stays when dates come and go. A
        file with one event alone, as pages offer beside each date, is known by the id of that event.
        """
        is_one_of_many_files = not is_web_address(self._page.url) or self._page.follows is not None
        if self._is_alone and is_one_of_many_files and text(event, "UID"):
            return text(event, "UID")
        return identifier_of(event)

    def _runs(self) -> dict[str, list[InstanceDraft]]:
        """Return instances by title, in order of time; an exception to a rule belongs to its series, whatever its
        title."""
        found: defaultdict[str, list[InstanceDraft]] = defaultdict(list)
        for series in self._all_series:
            for event in self._occurrences(series):
                run = instance_draft(event, self._zone, len(series) > 1 or "RRULE" in series[0] or "RDATE" in series[0])
                if run.start:
                    found[shared_title(series[0])].append(run)
                else:
                    self._note(event, N_("“%(title)s”: it has no date that can be read; give its DTSTART."))
        for runs in found.values():
            runs.sort(key=lambda run: run.start)
        return found

    def _series(self) -> list[list[Component]]:
        """Return events by UID, one without alone; what the series is before its exceptions.

        Of two versions of one event the newer (SEQUENCE) counts.
        """
        series: defaultdict[object, dict[str, Component]] = defaultdict(dict)
        for number, event in enumerate(self._events):
            exception = value(event, "RECURRENCE-ID")
            which = str(exception.to_ical()) if exception is not None else ""
            known = series[text(event, "UID") or number].get(which)
            if known is None or _sequence(event) >= _sequence(known):
                series[text(event, "UID") or number][which] = event
        return [sorted(versions.values(), key=is_exception) for versions in series.values()]

    def _occurrences(self, series: list[Component]) -> list[Component]:
        try:
            return occurrences(series, self._stamp)
        except EndlessRule as error:
            endless = N_("“%(title)s”: %(reason)s; give its dates, or a rule by day, week, month or year.")
            self._note(series[0], endless, reason=error.message)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            wrong = N_("“%(title)s”: its dates or its rule cannot be read (%(reason)s); correct them.")
            self._note(series[0], wrong, reason=" ".join(str(error).split())[:120])
        return []

    def _note(self, event: Component, text_with_title: str, **values: object) -> None:
        message = Message(text_with_title, title=text(event, "SUMMARY")[:80], **values)
        where, course = f"event {text(event, 'UID')[:80]}", self._identifier(event)
        self._faults.append(Fault(where=where, message=message, external_id=course))


def _sequence(event: Component) -> int:
    stated = text(event, "SEQUENCE")
    return int(stated) if stated.isascii() and stated.isdigit() else 0
