"""The limits of a search: what a run has to keep within, beside the values of facets that it has to have."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

DEFAULT_CURRENCY = "EUR"
DEFAULT_KILOMETRES = 50


@dataclass(frozen=True, slots=True)
class Near:
    """A place, under the name it was asked for by, and how far from it a run may be. Degrees are WGS 84."""

    name: str
    latitude: float
    longitude: float
    kilometres: int = DEFAULT_KILOMETRES


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one run of a course must meet, all of it; what a course does not say of itself meets no limit.

    ``starts_from`` and ``starts_to`` are the first and the last day on which it may begin; ``max_price`` is in
    ``currency`` (ISO 4217), and other currencies are compared by reference rates; ``max_hours`` is the whole workload.
    """

    starts_from: date | None = None
    starts_to: date | None = None
    max_price: Decimal | None = None
    currency: str = DEFAULT_CURRENCY
    max_hours: float | None = None
    max_hours_per_week: float | None = None
    near: Near | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) is not None for field in fields(self) if field.name != "currency")

    @property
    def named(self) -> tuple[str, ...]:
        """The limits that are set, by the names of ``LIMIT_NAMES``."""
        return tuple(name for name in LIMIT_NAMES if self.without(name) != self)

    def without(self, name: str) -> Limits:
        """Return the same limits but for one of ``LIMIT_NAMES``."""
        unset: dict[str, Any] = dict.fromkeys(_FIELDS_BY_NAME[name])
        return replace(self, **unset)


_FIELDS_BY_NAME: dict[str, tuple[str, ...]] = {
    "start": ("starts_from", "starts_to"),
    "max_price": ("max_price",),
    "max_hours": ("max_hours",),
    "max_hours_per_week": ("max_hours_per_week",),
    "near": ("near",),
}
LIMIT_NAMES = tuple(_FIELDS_BY_NAME)
"""Limits as a reader sets them and takes them away: the two ends of a range of dates are one."""

NO_LIMITS = Limits()
