"""Facet counts over the arrays of all segments.

A value's count is the number of courses it would leave under every *other* facet's selection, so that choosing a
second value of a facet is never hidden by having chosen a first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

import numpy as np

from catalogue.search.facets import FacetValue
from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.evaluate import Match
from catalogue.search.whoosh_engine.faceting import Documents, FacetArrays, facet_arrays
from catalogue.search.whoosh_engine.segment import SegmentFile

Filters = Mapping[str, frozenset[str]]


class Selection:
    """Which documents of a segment the text matches and the filters let through."""

    def __init__(self, file: SegmentFile, match: Match, filters: Filters) -> None:
        """``match`` has live documents only."""
        self._file, self._match = file, match
        self._chosen = {key: self._with_any(key, values) for key, values in filters.items() if values}
        self._left: dict[str | None, Documents] = {}

    @property
    def match(self) -> Match:
        """What is left of the match under all filters."""
        if not self._chosen:
            return self._match
        kept = self._ignoring(None).mask[self._match.docs]
        return Match(self._match.docs[kept], self._match.scores[kept])

    @property
    def total(self) -> int:
        return int(self._ignoring(None).numbers.size)

    def unmet(self, keys: Sequence[str]) -> dict[int, int]:
        """How many documents of the match fail which of these filters: bit ``n`` of a key is the ``n``-th of them."""
        failed = np.zeros(self._match.docs.size, np.int64)
        for bit, key in enumerate(keys):
            if key in self._chosen:
                failed |= (~self._chosen[key][self._match.docs]).astype(np.int64) << bit
        kinds, counts = np.unique(failed, return_counts=True)
        return dict(zip(kinds.tolist(), counts.tolist(), strict=True))

    def values(self, key: str) -> Sequence[str]:
        return self._facet(key).values

    def counts(self, key: str) -> Array:
        """The number of documents left per value of ``values``, this facet's own selection set aside."""
        return self._facet(key).counts(self._ignoring(key if key in self._chosen else None))

    def _ignoring(self, key: str | None) -> Documents:
        """The documents left when a facet's own selection is set aside."""
        if key not in self._left:
            mask = np.zeros(self._file.documents, bool)
            mask[self._match.docs] = True
            for other, chosen in self._chosen.items():
                if other != key:
                    mask &= chosen
            self._left[key] = Documents(np.flatnonzero(mask) if self._chosen else self._match.docs, mask)
        return self._left[key]

    def _with_any(self, key: str, values: frozenset[str]) -> Array:
        facet = self._facet(key)
        chosen = np.zeros(self._file.documents, bool)
        for value in values:
            chosen[facet.documents_with(value)] = True
        return chosen

    def _facet(self, key: str) -> FacetArrays:
        return facet_arrays(self._file, key)


def facet_values(key: str, selections: Sequence[Selection], chosen: frozenset[str]) -> list[FacetValue]:
    """Values by descending count, then by key; a chosen value stays even if nothing is left of it."""
    totals = dict.fromkeys(chosen, 0)
    for selection in selections:
        counts, values = selection.counts(key), selection.values(key)
        for row in np.flatnonzero(counts).tolist():
            value = values[row]
            totals[value] = totals.get(value, 0) + int(counts[row])
    ordered = sorted(sorted(totals.items()), key=itemgetter(1), reverse=True)
    return [FacetValue(value=value, count=count, selected=value in chosen) for value, count in ordered]
