"""Facet counts over the arrays of all segments.

Facets are disjunctive: a value's count is the number of courses it would leave under every *other* facet's selection,
so that having chosen a first value of a facet never hides its second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce

import numpy as np

from catalogue.search.facets import FacetValue
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.facet_columns import (
    DocumentSet,
    FacetTable,
    facet_table,
    pack_bits,
    unpack_bits,
)
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

Filters = Mapping[str, frozenset[str]]


class Selection:
    """The documents of a segment that the text matches and the filters let through."""

    def __init__(self, file: SegmentFile, match: Match, filters: Filters) -> None:
        """``match`` has live documents only."""
        self._table, self._match = facet_table(file), match
        facets = self._table.facets
        self._chosen = {key: facets[key].bits_of(values) for key, values in filters.items() if values}
        self._left: dict[str | None, DocumentSet] = {}

    @property
    def match(self) -> Match:
        """What is left of the match under all filters."""
        if not self._chosen:
            return self._match
        passed = self._ignoring(None).mask[self._match.docs]
        return Match(self._match.docs[passed], self._match.scores[passed])

    @property
    def total(self) -> int:
        return self._ignoring(None).size

    def unmet(self, keys: Sequence[str]) -> dict[int, int]:
        """Return how many documents of the match fail which of these filters: bit ``n`` of a key stands for the
        ``n``-th filter."""
        failed = np.zeros(self._match.docs.size, np.int64)
        for bit, key in enumerate(keys):
            if key in self._chosen:
                passed = unpack_bits(self._chosen[key], self._table.documents)[self._match.docs]
                failed |= (~passed).astype(np.int64) << bit
        kinds, counts = np.unique(failed, return_counts=True)
        return dict(zip(kinds.tolist(), counts.tolist(), strict=True))

    def counts(self, key: str) -> Array:
        """Return the number of documents left per value of a facet, this facet's own selection set aside."""
        is_chosen = key in self._chosen
        documents = self._ignoring(key if is_chosen else None)
        return self._table.counts(key, documents, alone=is_chosen)

    def _ignoring(self, key: str | None) -> DocumentSet:
        """Return the documents left when a facet's own selection is set aside."""
        if key not in self._left:
            others = [chosen for other, chosen in self._chosen.items() if other != key]
            self._left[key] = DocumentSet(self._table, reduce(np.bitwise_and, others, self._matched))
        return self._left[key]

    @cached_property
    def _matched(self) -> Array:
        mask = np.zeros(self._table.documents, bool)
        mask[self._match.docs] = True
        return pack_bits(mask)


class FacetUnion:
    """The values of all segments of a snapshot: each facet's union, and the place of each segment's values in it."""

    def __init__(self, tables: Sequence[FacetTable]) -> None:
        self._tables = tables
        self._known: dict[str, tuple[Sequence[str], Sequence[Array]]] = {}

    def values(self, key: str, selections: Sequence[Selection], chosen: frozenset[str]) -> list[FacetValue]:
        """Return values by descending count, then by key; a chosen value stays even if its count is 0."""
        union, places = self._union(key)
        totals = np.zeros(len(union), np.int64)
        for selection, rows in zip(selections, places, strict=True):
            totals[rows] += selection.counts(key)
        rows = np.flatnonzero(totals)
        rows = rows[np.argsort(-totals[rows], kind="stable")]
        counted = zip((union[row] for row in rows.tolist()), totals[rows].tolist(), strict=True)
        found = [FacetValue(value=value, count=count, selected=value in chosen) for value, count in counted]
        uncounted = sorted(chosen - {each.value for each in found}) if chosen else ()
        return found + [FacetValue(value=value, count=0, selected=True) for value in uncounted]

    def _union(self, key: str) -> tuple[Sequence[str], Sequence[Array]]:
        if key not in self._known:
            several = [table.facets[key].values for table in self._tables]
            union = sorted({value for values in several for value in values})
            place = {value: row for row, value in enumerate(union)}
            places = [np.array([place[value] for value in values], np.int64) for values in several]
            self._known[key] = union, places
        return self._known[key]
