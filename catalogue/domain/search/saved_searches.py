"""How often news of a saved search is sent."""

from __future__ import annotations

from enum import StrEnum


class Frequency(StrEnum):
    """How often somebody wants a mail about a saved search."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"
