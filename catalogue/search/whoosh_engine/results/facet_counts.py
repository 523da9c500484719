"""Facet counts over the arrays of all segments.

Facets are disjunctive: a value's count is the number of courses it would leave under every *other* facet's selection,
so that having chosen a first value of a facet never hides its second. What is asked of runs must be met by one of them:
as long as no more than one such condition applies, documents are narrowed by the values that any of their runs has, and
runs are looked at where several have to hold together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce

import numpy as np

from catalogue.search.facets import RUN_FACET_KEYS, FacetValue
from catalogue.search.limits import NO_LIMITS, Limits
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.results.limited_runs import runs_within
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.facet_columns import (
    DocumentSet,
    FacetTable,
    facet_table,
    pack_bits,
    unpack_bits,
)
from catalogue.search.whoosh_engine.segments.run_table import run_table
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

Filters = Mapping[str, frozenset[str]]


class Selection:
    """The documents of a segment that the text matches and that filters and limits let through."""

    def __init__(self, file: SegmentFile, match: Match, filters: Filters, limits: Limits = NO_LIMITS) -> None:
        """``match`` has live documents only."""
        self._table, self._match = facet_table(file), match
        self._runs = run_table(file)
        self._limits = limits
        self._chosen = {key: values for key, values in filters.items() if values}
        self._of_runs = [key for key in self._chosen if key in RUN_FACET_KEYS]
        facets = self._table.facets
        self._bits = {key: facets[key].bits_of(values) for key, values in self._chosen.items()}
        self._left: dict[str | None, DocumentSet] = {}
        self._masks: dict[str | None, Array | None] = {}
        self._parts: dict[str | None, tuple[DocumentSet, DocumentSet]] = {}

    @property
    def match(self) -> Match:
        """What is left of the match under all filters and limits."""
        if not self._chosen and not self._limits:
            return self._match
        passed = self._ignoring(None).mask[self._match.docs]
        return Match(self._match.docs[passed], self._match.scores[passed])

    @property
    def total(self) -> int:
        return self._ignoring(None).size

    def left_runs(self) -> Array | None:
        """Return a truth value per run: whether it meets all that is asked of runs; None if nothing is."""
        masks = self._masks_ignoring(None)
        return None if masks is None else self._runs.runs_in(masks)

    def unmet(self, keys: Sequence[str]) -> dict[int, int]:
        """Return how many documents of the match have a run that fails just these filters and limits: bit ``n`` of a
        key stands for the ``n``-th of them."""
        of_run = self._runs.document_of_run
        matched = np.flatnonzero(unpack_bits(self._matched, self._table.documents)[of_run])
        failed = np.zeros(matched.size, np.int64)
        for bit, key in enumerate(keys):
            failed |= (~self._runs_passing(key)[matched]).astype(np.int64) << bit
        pairs = np.unique(of_run[matched].astype(np.int64) << len(keys) | failed)
        kinds, counts = np.unique(pairs & ((1 << len(keys)) - 1), return_counts=True)
        return dict(zip(kinds.tolist(), counts.tolist(), strict=True))

    def counts(self, key: str) -> Array:
        """Return the number of documents left per value of a facet, this facet's own selection set aside."""
        is_chosen = key in self._chosen
        documents = self._ignoring(key if is_chosen else None)
        if key not in RUN_FACET_KEYS or documents.masks is None:
            return self._table.counts(key, documents, alone=is_chosen)
        if not self._table.counts_by_hit(documents):
            whole, partly = self._divided(key if is_chosen else None)
            return self._table.counts(key, whole, alone=is_chosen) + self._runs.counts(key, partly)
        return self._runs.counts(key, documents) if is_chosen else self._table.counts(key, documents, alone=False)

    def _divided(self, key: str | None) -> tuple[DocumentSet, DocumentSet]:
        """Return the documents left of which all runs are, which count by what they have themselves, and the others."""
        if key not in self._parts:
            documents = self._ignoring(key)
            whole = documents.bits & pack_bits(self._runs.are_whole(documents.masks))
            partly = DocumentSet(self._table, documents.bits & ~whole, documents.masks)
            self._parts[key] = DocumentSet(self._table, whole), partly
        return self._parts[key]

    def _ignoring(self, key: str | None) -> DocumentSet:
        """Return the documents left when a facet's own selection is set aside."""
        if key not in self._left:
            bits = [chosen for other, chosen in self._bits.items() if other != key]
            left = reduce(np.bitwise_and, bits, self._matched)
            masks = self._masks_ignoring(key)
            if masks is not None and (self._limits or sum(other != key for other in self._of_runs) > 1):
                left = left & pack_bits(self._runs.documents_in(masks))
            self._left[key] = DocumentSet(self._table, left, masks)
        return self._left[key]

    def _masks_ignoring(self, key: str | None) -> Array | None:
        """Return which runs of each document meet what is asked of runs, but for a facet; None if nothing is."""
        ignored = key if key in self._of_runs else None
        if ignored not in self._masks:
            masks = [chosen for other, chosen in self._chosen_masks.items() if other != ignored]
            self._masks[ignored] = reduce(np.bitwise_and, masks) if masks else None
        return self._masks[ignored]

    @cached_property
    def _chosen_masks(self) -> dict[str, Array]:
        """Which runs of each document have a chosen value, by facet, and which keep within each limit."""
        chosen = {key: self._runs.masks_of(key, self._chosen[key]) for key in self._of_runs}
        within = self._runs_within
        return chosen | {f"limit {name}": self._runs.masks_of_runs(passed) for name, passed in within.items()}

    @cached_property
    def _runs_within(self) -> dict[str, Array]:
        return runs_within(self._runs, self._limits)

    def _runs_passing(self, key: str) -> Array:
        """Return a truth value per run: whether it, or else its document, passes one filter or limit."""
        if key in self._of_runs:
            return self._runs.runs_in(self._chosen_masks[key])
        if key in self._bits:
            return unpack_bits(self._bits[key], self._table.documents)[self._runs.document_of_run]
        return self._runs_within[key]

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
