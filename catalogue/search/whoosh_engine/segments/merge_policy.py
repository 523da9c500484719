"""The merge policy: which segments to merge after a commit, so that there are never many and edits stay quick."""

from __future__ import annotations

from collections.abc import Sequence

TIER_LIMITS = (100, 1_000, 10_000)
"""Live documents below which a segment belongs to a tier; a tier is merged when it has ``SEGMENTS_PER_TIER``
segments."""

SEGMENTS_PER_TIER = 8
MIN_BULK_DOCUMENTS = 500
"""A commit of fewer documents is an edit somebody waits for: it never pays for merging the largest tier."""


def segments_to_merge(sizes: Sequence[int], fresh: int) -> frozenset[int]:
    """Return the places of the segments to merge after a commit of ``fresh`` documents, given the live documents of
    each."""
    chosen: frozenset[int] = frozenset()
    for limit in TIER_LIMITS if fresh >= MIN_BULK_DOCUMENTS else TIER_LIMITS[:-1]:
        tier = frozenset(place for place, size in enumerate(sizes) if size < limit)
        if len(tier) >= SEGMENTS_PER_TIER:
            chosen = tier
    return chosen
