"""Which runs of a segment keep within the limits of a search."""

from __future__ import annotations

from math import pi, sin

import numpy as np

from catalogue.domain.course.reference_rates import in_euros
from catalogue.search.distance import EARTH_RADIUS_KM
from catalogue.search.limits import Limits, Near
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.run_columns import NO_PRICE, cents
from catalogue.search.whoosh_engine.segments.run_table import RunTable


def runs_within(table: RunTable, limits: Limits) -> dict[str, Array]:
    """Return by the name of each limit that is set a truth value per run: whether it keeps within it."""
    return {name: _CHECKS[name](table, limits) for name in limits.named}


def _starts_between(table: RunTable, limits: Limits) -> Array:
    starts = table.column("run.start")
    first = limits.starts_from.toordinal() if limits.starts_from else 0
    last = limits.starts_to.toordinal() if limits.starts_to else np.iinfo(np.int32).max - 1
    inside: Array = (starts >= first) & (starts <= last)
    return inside


def _costs_at_most(table: RunTable, limits: Limits) -> Array:
    most = None if limits.max_price is None else in_euros(limits.max_price, limits.currency)
    affordable: Array = table.column("run.cents") <= (-1 if most is None else min(cents(most), NO_PRICE - 1))
    return affordable


def _takes_at_most(table: RunTable, limits: Limits) -> Array:
    within: Array = (table.column("hours") <= np.float32(limits.max_hours or 0)).take(table.document_of_run)
    return within


def _takes_weekly_at_most(table: RunTable, limits: Limits) -> Array:
    within: Array = table.column("run.hours_per_week") <= np.float32(limits.max_hours_per_week or 0)
    return within


def _is_near(table: RunTable, limits: Limits) -> Array:
    near = limits.near or Near("", 0.0, 0.0)
    half_turn = min(near.kilometres / EARTH_RADIUS_KM, pi)
    inside: Array = table.chords(near.latitude, near.longitude) <= np.float32((2 * sin(half_turn / 2)) ** 2)
    return inside


_CHECKS = {
    "start": _starts_between,
    "max_price": _costs_at_most,
    "max_hours": _takes_at_most,
    "max_hours_per_week": _takes_weekly_at_most,
    "near": _is_near,
}
