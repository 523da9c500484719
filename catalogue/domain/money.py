"""Amounts with their currency; never a bare number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """What an instance costs. ``currency`` is ISO 4217 and may be missing only when the amount is zero."""

    amount: Decimal
    currency: str | None = None

    @property
    def free(self) -> bool:
        return self.amount == 0
