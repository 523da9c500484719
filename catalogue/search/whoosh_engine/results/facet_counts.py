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
    FewDocuments,
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
        self._limits, self._is_limited = limits, bool(limits)
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
        if not self._chosen and not self._is_limited:
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
        if key not in RUN_FACET_KEYS or not documents.are_narrowed_by_runs:
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
            several = self._is_limited or sum(other != key for other in self._of_runs) > 1
            self._left[key] = self._meeting_all(key) if several else self._meeting_one(key)
        return self._left[key]

    def _meeting_one(self, key: str | None) -> DocumentSet:
        """Return documents that their own columns leave, as no more than one condition is of runs."""
        return DocumentSet(self._table, self._passing(key), self._masks_ignoring(key))

    def _meeting_all(self, key: str | None) -> DocumentSet:
        """Return documents with a run that meets all that is asked of runs; of a few, only theirs are looked at."""
        if (key is None or key in self._of_runs) and self._table.counts_by_hit(self._candidates):
            documents, by_condition = self._candidates.documents, self._masks_of_candidates
            masks = reduce(np.bitwise_and, [mask for other, mask in by_condition.items() if other != key])
            met = np.flatnonzero(self._runs.documents_in(masks))
            return FewDocuments(self._table, documents.take(met), masks.take(met, axis=1))
        whole = self._masks_ignoring(key)
        passing = self._passing(key)
        met_bits = passing if whole is None else passing & pack_bits(self._runs.documents_in(whole))
        return DocumentSet(self._table, met_bits, whole)

    def _passing(self, key: str | None) -> Array:
        """Return the documents of the match that have a chosen value of every facet but one, in whatever run."""
        return reduce(np.bitwise_and, [bits for other, bits in self._bits.items() if other != key], self._matched)

    @cached_property
    def _candidates(self) -> DocumentSet:
        """The documents that any of the sets may hold in which a selection of a facet of runs is set aside, or none."""
        ignoring = [self._passing(key) for key in self._of_runs]
        return DocumentSet(self._table, reduce(np.bitwise_or, ignoring) if ignoring else self._passing(None))

    @cached_property
    def _masks_of_candidates(self) -> dict[str, Array]:
        documents = self._candidates.documents
        return {key: mask.take(documents, axis=1) for key, mask in self._chosen_masks.items()}

    def _masks_but(self, key: str | None) -> list[Array]:
        return [chosen for other, chosen in self._chosen_masks.items() if other != key]

    def _masks_ignoring(self, key: str | None) -> Array | None:
        """Return which runs of each document meet what is asked of runs, but for a facet; None if nothing is."""
        ignored = key if key in self._of_runs else None
        if ignored not in self._masks:
            masks = self._masks_but(ignored)
            self._masks[ignored] = reduce(np.bitwise_and, masks) if masks else None
        return self._masks[ignored]

    @cached_property
    def _chosen_masks(self) -> dict[str, Array]:
        """Which runs of each document have a chosen value, by facet, and which keep within each limit."""
        chosen = {key: self._runs.masks_of(key, self._chosen[key]) for key in self._of_runs}
        if not self._is_limited:
            return chosen
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
