"""Dates as their source gives them: a date stays a date, a time keeps its zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with a time only where the source gave one; ``zone`` is an IANA name or a UTC offset like ``+01:00``."""

    day: date
    time: time | None = None
    zone: str | None = None
