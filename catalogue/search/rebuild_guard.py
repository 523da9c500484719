"""How far a rebuilt index may differ from the live one before a person has to confirm it."""

from __future__ import annotations

MAX_CHANGED_SHARE = 0.1
"""Share of the live documents; a rebuild from a half-read source must not empty the catalogue."""


def needs_force(before: int, after: int) -> bool:
    """Return whether going from one number of documents to another needs force; filling an empty index never does."""
    return abs(after - before) > MAX_CHANGED_SHARE * before if before else False
