"""When a source is harvested next: by its own interval, spread over the day, and more rarely while it fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from zlib import crc32

INTERVAL_SPREAD_SHARE = 0.1
"""Share of the interval by which starts are moved at most, so that sources do not all begin in the same minute."""
MAX_INTERVAL_HOURS = 14 * 24
"""Hours after which even a source that always fails is tried again."""


def next_run(after: datetime, every_hours: float, key: str, failures: int = 0) -> datetime:
    """Return when to harvest again after a run that began at ``after`` and was the ``failures``-th in a row to fail.

    Each failure doubles the interval. The spread depends on the key alone, so a source keeps its time.
    """
    share = crc32(key.encode()) / 0xFFFFFFFF  # 0 to 1
    return after + _interval(every_hours, failures) * (1 + INTERVAL_SPREAD_SHARE * (2 * share - 1))


def longest_pause(every_hours: float, failures: int = 0) -> timedelta:
    """Return the longest a source may wait; one that waits longer was scheduled by a wrong clock."""
    return _interval(every_hours, failures) * (1 + INTERVAL_SPREAD_SHARE)


def _interval(every_hours: float, failures: int) -> timedelta:
    return timedelta(hours=min(every_hours * 2.0 ** min(failures, 16), max(MAX_INTERVAL_HOURS, every_hours)))
