"""How much time a course takes, held against the dates of its own runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from catalogue.domain.course.records import InstanceRecord
from catalogue.domain.time.durations import workload_parts
from catalogue.domain.time.units import Unit
from catalogue.ingestion.stages.reading import DraftReading

DAYS_PER_MONTH = 30
MIN_SHARE_OF_MONTHS = 0.25
"""The share of its months that a course must at least last by its dates, for them to be believed."""
SECONDS_PER_MINUTE = 60


def agreed_workload(
    workload: str | None, written: str, runs: Sequence[InstanceRecord], reading: DraftReading
) -> str | None:
    """Return the workload unless its runs contradict it: "P45M" beside 12:15 to 13:00 is minutes.

    Months that no run lasts are left out, with a note, where the dates do not tell what else is meant.
    """
    parts = workload_parts(workload or "")
    if len(parts) != 1 or parts[0][1] is not Unit.MONTH:
        return workload
    days = [(run.end.day - run.start.day).days + 1 for run in runs if run.start and run.end]
    months = parts[0][0]
    if not days or max(days) >= float(months) * DAYS_PER_MONTH * MIN_SHARE_OF_MONTHS:
        return workload
    minutes = f"PT{format(months.normalize(), 'f')}M" if any(_minutes(run) == months for run in runs) else None
    return reading.understood("workload", written, minutes)


def _minutes(run: InstanceRecord) -> float | None:
    """Return how long a run lasts from time to time; None where it states none."""
    start, end = run.start, run.end
    if start is None or end is None or start.time is None or end.time is None or start.zone != end.zone:
        return None
    span = datetime.combine(end.day, end.time) - datetime.combine(start.day, start.time)
    return span.total_seconds() / SECONDS_PER_MINUTE
