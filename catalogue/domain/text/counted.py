"""Counts in what the command line and logs say, which is English."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return the number with its noun, as in ``1 course`` and ``2 courses``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
