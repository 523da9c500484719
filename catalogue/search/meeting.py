"""Whether a run of a course meets what is asked: filters and limits, one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import inf

from catalogue.domain.course.reference_rates import in_euros
from catalogue.search.distance import kilometres_between
from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.facets import RUN_FACET_KEYS
from catalogue.search.limits import NO_LIMITS, Limits

Filters = Mapping[str, frozenset[str]]


def unmet(document: CourseDocument, run: RunDocument, filters: Filters, limits: Limits = NO_LIMITS) -> set[str]:
    """Return the facets and the limits, by name, that a run of a course does not meet, or the course itself where they
    are not of runs."""
    asked = {key: values for key, values in filters.items() if values}
    failed = {
        key for key, values in asked.items() if values.isdisjoint(_holder(document, run, key).facets.get(key, ()))
    }
    return failed | {name for name in limits.named if not _IS_WITHIN[name](document, run, limits)}


def kilometres_from(limits: Limits, run: RunDocument) -> float:
    """Return how far a run is from the place that the limits name; infinitely far if that is not known."""
    near = limits.near
    if near is None or run.latitude is None or run.longitude is None:
        return inf
    return kilometres_between(near.latitude, near.longitude, run.latitude, run.longitude)


def _holder(document: CourseDocument, run: RunDocument, key: str) -> CourseDocument | RunDocument:
    return run if key in RUN_FACET_KEYS else document


def _starts_between(document: CourseDocument, run: RunDocument, limits: Limits) -> bool:
    return run.start is not None and (limits.starts_from or date.min) <= run.start <= (limits.starts_to or date.max)


def _costs_at_most(document: CourseDocument, run: RunDocument, limits: Limits) -> bool:
    most = None if limits.max_price is None else in_euros(limits.max_price, limits.currency)
    return run.price is not None and most is not None and run.price <= most


def _takes_at_most(document: CourseDocument, run: RunDocument, limits: Limits) -> bool:
    return document.hours is not None and document.hours <= (limits.max_hours or 0)


def _takes_weekly_at_most(document: CourseDocument, run: RunDocument, limits: Limits) -> bool:
    return run.hours_per_week is not None and run.hours_per_week <= (limits.max_hours_per_week or 0)


def _is_near(document: CourseDocument, run: RunDocument, limits: Limits) -> bool:
    return limits.near is not None and kilometres_from(limits, run) <= limits.near.kilometres


_IS_WITHIN: dict[str, Callable[[CourseDocument, RunDocument, Limits], bool]] = {
    "start": _starts_between,
    "max_price": _costs_at_most,
    "max_hours": _takes_at_most,
    "max_hours_per_week": _takes_weekly_at_most,
    "near": _is_near,
}
