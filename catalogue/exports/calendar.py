"""A calendar (RFC 5545) of the dates to come. Every event keeps its UID, so that subscribers never see it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from catalogue.domain.course.records import InstanceStatus
from catalogue.domain.course.runs import is_ahead
from catalogue.domain.text.characters import well_formed
from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.models import Course, CourseInstance

SEQUENCE_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""Minutes since then number the revisions of an event: the number never falls (RFC 5545 section 3.8.7.4)."""
STATUS: dict[str, str] = {
    InstanceStatus.CANCELLED: "CANCELLED",
    InstanceStatus.SCHEDULED: "CONFIRMED",
    InstanceStatus.FULL: "CONFIRMED",
    InstanceStatus.POSTPONED: "TENTATIVE",
}


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write an event for each run that is not over."""
    calendar = Calendar()
    calendar.add("prodid", "-//Automotive Skills Catalogue//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", catalogue.name)
    written = ExportReport()
    for course in courses:
        for event in _events(course, catalogue):
            calendar.add_component(event)
        written.courses += 1
    out.write(calendar.to_ical())
    return written


def _events(course: Course, catalogue: Catalogue) -> Iterator[Event]:
    today = catalogue.made_at.date()
    for run in course.instances:
        if is_ahead(run, today):
            yield _event(course, run, catalogue.page_of(course))


def _event(course: Course, run: CourseInstance, page: str) -> Event:
    event = Event()
    changed = course.updated_at if course.updated_at.tzinfo else course.updated_at.replace(tzinfo=UTC)
    event.add("uid", f"run-{run.id}@{page.split('/')[2]}")
    event.add("summary", well_formed(course.title))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", (changed - SEQUENCE_EPOCH) // timedelta(minutes=1))
    event.add("url", page)
    event.add("status", STATUS.get(run.status, "CONFIRMED"))
    _add_time(event, run)
    place = ", ".join(part for part in (run.place_name, run.street, run.locality) if part)
    if place:
        event.add("location", well_formed(place))
    event.add("description", well_formed("\n".join(filter(None, (course.summary, course.provider.name, page)))))
    return event


def _add_time(event: Event, run: CourseInstance) -> None:
    """Add the times of a run. A date stays a date: an event of whole days ends with the day after its last (RFC 5545
    section 3.6.1)."""
    if run.start is None:
        return
    if run.start_time is None:
        event.add("dtstart", run.start)
        event.add("dtend", (run.end or run.start) + timedelta(days=1))
        return
    zone = _zone(run.zone)
    event.add("dtstart", datetime.combine(run.start, run.start_time, zone))
    if run.end and run.end_time:
        event.add("dtend", datetime.combine(run.end, run.end_time, zone))


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


FORMAT = Format("calendar", "Calendar (iCalendar)", "text/calendar", "ics", write)
