"""When a run of a course is over."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Run(Protocol):
    """A course instance or a record of one: it takes place from ``start`` to ``end``, or on ``start`` alone."""

    @property
    def start(self) -> date | None:
        """Return the first day, None for a run at any time."""

    @property
    def end(self) -> date | None:
        """Return the last day, None if it was not stated."""


def last_day(run: Run) -> date | None:
    """Return the last day of a run that is known; None for one at any time."""
    return run.end or run.start


def is_over(run: Run, today: date) -> bool:
    """Say whether a run has ended before today; one at any time never has."""
    last = last_day(run)
    return last is not None and last < today


def is_ahead(run: Run, today: date) -> bool:
    """Say whether a run with a date begins today or later, or goes on."""
    return run.start is not None and not is_over(run, today)
