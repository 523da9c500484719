"""Which segments to merge after a commit, so that there are never many and edits stay quick."""

from __future__ import annotations

from collections.abc import Sequence

TIERS = (100, 1_000, 10_000)
"""Live documents below which a segment counts as small; each tier is merged when it has ``FACTOR`` segments."""

FACTOR = 8
EDIT = 500
"""A commit of fewer documents is an edit somebody waits for: it never pays for merging the largest tier."""


def to_merge(sizes: Sequence[int], fresh: int) -> frozenset[int]:
    """Places of the segments to merge after a commit of ``fresh`` documents, given the live documents of each."""
    chosen: frozenset[int] = frozenset()
    for limit in TIERS if fresh >= EDIT else TIERS[:-1]:
        tier = frozenset(place for place, size in enumerate(sizes) if size < limit)
        if len(tier) >= FACTOR:
            chosen = tier
    return chosen
