"""How far a rebuilt index may differ from the live one before a person has to say that it is meant."""

from __future__ import annotations

LARGEST_SWING = 0.1
"""Share of the live documents; a rebuild from a half-read source must not empty the catalogue."""


def too_large(before: int, after: int) -> bool:
    """Whether going from one number of documents to another needs force; filling an empty index never does."""
    return abs(after - before) > LARGEST_SWING * before if before else False
