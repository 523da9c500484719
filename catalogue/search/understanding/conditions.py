"""A condition that a question states in words, as the filter or limit that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalogue.search.limits import NO_LIMITS, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What was said with ``words``, from character ``start`` to ``end`` of the question.

    ``facet`` is the key of a facet, of which a course must have one of ``values``, or the name of a limit, which
    ``limits`` sets. ``country`` is that of a place that is neither a country nor a region.
    """

    words: str
    facet: str
    start: int
    end: int
    values: tuple[str, ...] = ()
    limits: Limits = NO_LIMITS
    country: str = ""

    @property
    def value(self) -> str:
        """What is asked for, as programs read it: the facet's values, or the limit as it stands in addresses."""
        return _LIMIT_AS_TEXT[self.facet](self.limits) if self.facet in _LIMIT_AS_TEXT else ",".join(self.values)


@dataclass(frozen=True, slots=True)
class Understood:
    """The subject of a question, and its conditions in the order in which they were said.

    ``left_out`` are conditions that the reader took away: their words are not searched for either.
    """

    subject: str
    conditions: tuple[Condition, ...] = ()
    left_out: tuple[Condition, ...] = ()


def _interval(limits: Limits) -> str:
    first, last = limits.starts_from, limits.starts_to
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def _place(limits: Limits) -> str:
    return limits.near.name if limits.near else ""


_LIMIT_AS_TEXT: Mapping[str, Callable[[Limits], str]] = {
    "start": _interval,
    "max_price": lambda limits: f"{limits.max_price.normalize():f} {limits.currency}" if limits.max_price else "",
    "max_hours": lambda limits: f"{limits.max_hours:g}",
    "max_hours_per_week": lambda limits: f"{limits.max_hours_per_week:g}",
    "near": _place,
}
