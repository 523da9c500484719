"""What a trial reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How often something was tried, how often anything was lost by it, and how often the catalogue stopped."""

    trial: str
    tried: int
    lost: int = 0
    stopped: int = 0
    note: str = ""
    """What else was measured, such as the slowest try in seconds and its memory in megabytes."""

    @property
    def clean(self) -> bool:
        """Say whether nothing was lost and nothing stopped."""
        return not (self.lost or self.stopped)
