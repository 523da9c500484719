"""One occurrence of an event as an instance."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.places.online_places import ONLINE_ROOMS
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.domain.time.zones import is_offset, parse_zone
from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.ical.reading import Component, text, value

UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Z"})
STATUSES_OF_DIARIES = frozenset({"TENTATIVE"})  # a status of the diary entry, not of the course


def instance_draft(event: Component, zone: str, recurring: bool) -> InstanceDraft:
    """Return one occurrence of an event as an instance.

    ``zone`` holds for times that state none (X-WR-TIMEZONE); ``recurring`` says that others share its UID.
    """
    start, start_zone = _moment(_local(_when(event, "DTSTART"), zone), zone)
    end, _ = _moment(_last(event, zone), zone)
    place, status = _place(event), text(event, "STATUS").upper()
    return InstanceDraft(
        external_id=identifier(event, recurring),
        start=start,
        end="" if end == start and "T" in end else end,  # an event without duration has no end
        timezone=start_zone,
        place=place,
        mode="online" if is_online(event) else "",
        url=address(event),
        status="" if status in STATUSES_OF_DIARIES else status.lower(),
    )


def identifier(event: Component, recurring: bool) -> str | None:
    """Return the UID, for a recurring event with the moment its rule set (RFC 5545 section 3.8.4.4)."""
    uid = text(event, "UID")
    when = _when(event, "RECURRENCE-ID") or _when(event, "DTSTART")
    return f"{uid}/{when.isoformat()}" if uid and recurring and when else uid or None


def address(event: Component) -> str:
    """Return the event's own page if it names one, else an empty text: some write a number there."""
    stated = text(event, "URL")
    return stated if is_web_address(stated) else ""


def is_online(event: Component) -> bool:
    """Say whether "online" is given as the place, or a conference room instead of one."""
    where = text(event, "LOCATION")
    first = where.split(",")[0].split("(")[0].strip()
    if where:
        return parse_delivery_mode(first) == "online" or any(room in where for room in ONLINE_ROOMS)
    return value(event, "CONFERENCE") is not None


def _place(event: Component) -> PlaceDraft | None:
    """Return where it is held, as one line: which part of it is the town, nothing says."""
    where, geo = text(event, "LOCATION"), value(event, "GEO")
    if is_online(event) or not (where or geo):
        return None
    place = PlaceDraft(name=" ".join(where.split()))
    if geo is not None:
        place.latitude, place.longitude = str(geo.latitude), str(geo.longitude)
    return place


def _when(event: Component, name: str) -> date | None:
    found = value(event, name)
    when = getattr(found, "dt", None)
    return when if isinstance(when, date) else None


def _local(when: date | None, zone: str) -> date | None:
    """Return a time in UTC in the calendar's zone; Google's calendars give all times so, and their zone beside them."""
    known = parse_zone(zone)
    if not isinstance(when, datetime) or when.utcoffset() != timedelta() or not known or is_offset(known):
        return when
    if str(getattr(when.tzinfo, "key", when.tzinfo)) not in UTC_NAMES:
        return when
    try:
        return when.astimezone(ZoneInfo(known))
    except OverflowError:  # the first or the last day of all
        return when


def _last(event: Component, zone: str) -> date | None:
    """Return when it ends: a DTEND that is a day is the day after (RFC 5545 section 3.6.1); DURATION may replace it.

    So is the midnight that ends an event which begins at midnight: it lasts whole days.
    """
    start, end = _local(_when(event, "DTSTART"), zone), _local(_when(event, "DTEND"), zone)
    span = getattr(value(event, "DURATION"), "dt", None)
    if end is None and start is not None and isinstance(span, timedelta):
        end = start + span
    if isinstance(start, datetime) and isinstance(end, datetime) and start.time() == end.time() == time.min:
        return max(end.date() - timedelta(days=1), start.date())
    if end is None or isinstance(end, datetime):
        return end
    return max(end - timedelta(days=1), start) if start is not None and type(start) is date else end


def _moment(when: date | None, zone: str) -> tuple[str, str]:
    """Return ISO 8601 and the zone's name where it is an IANA one; else the offset is in the former.

    ``zone`` is the calendar's: times without zone are in it, and times in UTC are told in it.
    """
    if when is None:
        return "", ""
    if not isinstance(when, datetime):
        return when.isoformat(), ""
    if when.tzinfo is None:
        return when.isoformat(), zone
    name = parse_zone(getattr(when.tzinfo, "key", None) or str(when.tzinfo))
    if name and name != "UTC":
        return when.replace(tzinfo=None).isoformat(), name
    local = _calendar_time(when, zone)
    return (local.isoformat(), zone) if local else (when.isoformat(), "")


def _calendar_time(when: datetime, zone: str) -> datetime | None:
    """Return a time in UTC, or with the offset of the calendar's own zone, as that zone's; None for any other.

    Google's calendars, and those of many libraries, write every time in UTC and name their zone once.
    """
    if parse_zone(zone) != zone or zone == "UTC" or not zone[:1].isalpha():
        return None
    try:
        local = when.astimezone(ZoneInfo(zone))
    except (OverflowError, ValueError):  # at the ends of the calendar
        return None
    return local.replace(tzinfo=None) if local.utcoffset() == when.utcoffset() or not when.utcoffset() else None
