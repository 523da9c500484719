"""Facet counts over the arrays of all segments.

A value's count is the number of courses it would leave under every *other* facet's selection, so that choosing a
second value of a facet is never hidden by having chosen a first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce

import numpy as np

from catalogue.search.facets import FacetValue
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.facet_columns import Documents, FacetTable, facet_table, packed, unpacked
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

Filters = Mapping[str, frozenset[str]]


class Selection:
    """Which documents of a segment the text matches and the filters let through."""

    def __init__(self, file: SegmentFile, match: Match, filters: Filters) -> None:
        """``match`` has live documents only."""
        self._table, self._match = facet_table(file), match
        facets = self._table.facets
        self._chosen = {key: facets[key].bits_of(values) for key, values in filters.items() if values}
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
        return self._ignoring(None).size

    def unmet(self, keys: Sequence[str]) -> dict[int, int]:
        """How many documents of the match fail which of these filters: bit ``n`` of a key is the ``n``-th of them."""
        failed = np.zeros(self._match.docs.size, np.int64)
        for bit, key in enumerate(keys):
            if key in self._chosen:
                passed = unpacked(self._chosen[key], self._table.documents)[self._match.docs]
                failed |= (~passed).astype(np.int64) << bit
        kinds, counts = np.unique(failed, return_counts=True)
        return dict(zip(kinds.tolist(), counts.tolist(), strict=True))

    def counts(self, key: str) -> Array:
        """The number of documents left per value of a facet, this facet's own selection set aside."""
        alone = key in self._chosen
        return self._table.counts(key, self._ignoring(key if alone else None), alone)

    def _ignoring(self, key: str | None) -> Documents:
        """The documents left when a facet's own selection is set aside."""
        if key not in self._left:
            others = [chosen for other, chosen in self._chosen.items() if other != key]
            self._left[key] = Documents(self._table, reduce(np.bitwise_and, others, self._matched))
        return self._left[key]

    @cached_property
    def _matched(self) -> Array:
        mask = np.zeros(self._table.documents, bool)
        mask[self._match.docs] = True
        return packed(mask)


class FacetSpace:
    """The values of all segments of a snapshot: each facet's union, and where the values of each segment are in it."""

    def __init__(self, tables: Sequence[FacetTable]) -> None:
        self._tables = tables
        self._known: dict[str, tuple[Sequence[str], Sequence[Array]]] = {}

    def values(self, key: str, selections: Sequence[Selection], chosen: frozenset[str]) -> list[FacetValue]:
        """Values by descending count, then by key; a chosen value stays even if nothing is left of it."""
        union, places = self._union(key)
        totals = np.zeros(len(union), np.int64)
        for selection, rows in zip(selections, places, strict=True):
            totals[rows] += selection.counts(key)
        rows = np.flatnonzero(totals)
        rows = rows[np.argsort(-totals[rows], kind="stable")]
        counted = zip((union[row] for row in rows.tolist()), totals[rows].tolist(), strict=True)
        found = [FacetValue(value=value, count=count, selected=value in chosen) for value, count in counted]
        lacking = sorted(chosen - {one.value for one in found}) if chosen else ()
        return found + [FacetValue(value=value, count=0, selected=True) for value in lacking]

    def _union(self, key: str) -> tuple[Sequence[str], Sequence[Array]]:
        if key not in self._known:
            several = [table.facets[key].values for table in self._tables]
            union = sorted({value for values in several for value in values})
            place = {value: row for row, value in enumerate(union)}
            places = [np.array([place[value] for value in values], np.int64) for values in several]
            self._known[key] = union, places
        return self._known[key]
