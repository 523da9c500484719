"""Time zones by IANA name, and UTC offsets as ISO 8601 writes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OFFSET_PATTERN = r"[+-]\d\d(?::?\d\d)?"
"""A regular expression for a UTC offset."""

_OFFSET = re.compile(OFFSET_PATTERN, re.ASCII)
_NAME = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}")
_UTC = "+00:00"


@lru_cache(maxsize=512)
def parse_zone(text: str | None) -> str | None:
    """Return an IANA name the zone database knows, or an offset as ``+01:00``; None for anything else."""
    text = (text or "").strip()
    if text == "Z":
        return _UTC
    if _OFFSET.fullmatch(text):
        return _spelled(text)
    return text if _NAME.fullmatch(text) and _zone(text) else None


def is_offset(zone: str) -> bool:
    """Say whether a zone, as ``parse_zone`` gives it, is an offset without the name of a zone."""
    return _OFFSET.fullmatch(zone) is not None


def offset_at(zone: str, local: datetime) -> str:
    """Return the offset of a zone, as ``parse_zone`` gives it, at a local time; empty if the zone is unknown."""
    if _OFFSET.fullmatch(zone):
        return zone
    found = _zone(zone)
    offset = local.replace(tzinfo=found).utcoffset() if found else None
    return "" if offset is None else _written(offset)


def zoned(local: datetime, offset: str, zone: str | None) -> tuple[datetime, str | None]:
    """Return a time with an offset in ``zone``: as it stands where the zone has that offset then, converted from UTC.

    Any other offset contradicts the zone, and is kept in its place.
    """
    stated = parse_zone(offset)
    if zone is None or offset_at(zone, local) == stated:
        return local, zone or stated
    known = _zone(zone) if stated == _UTC and zone != "UTC" and not _OFFSET.fullmatch(zone) else None
    if known is None:
        return local, stated
    try:
        return local.replace(tzinfo=UTC).astimezone(known).replace(tzinfo=None), zone
    except OverflowError:  # the first or the last day of all
        return local, stated


def _spelled(offset: str) -> str | None:
    hours, minutes = offset[1:3], offset[-2:] if len(offset) > 3 else "00"
    return f"{offset[0] if hours + minutes != '0000' else '+'}{hours}:{minutes}" if int(hours) < 15 else None


def _written(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # malformed, a folder of the database, or unknown
        return None
