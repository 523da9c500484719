"""Merging: several segments made into one, deleted documents left out, by sorting arrays and without analysing any text
again.

Terms are merged a slice of the term dictionary at a time. Every segment has its postings in the order of its terms, so
that a slice of terms is a slice of postings, and memory stays bounded however large the segments are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np

from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.codec import FIELDS
from catalogue.search.whoosh_engine.segments.run_columns import RUN_COLUMNS, mask_type, planes_for
from catalogue.search.whoosh_engine.segments.segment import FieldArrays, SegmentView
from catalogue.search.whoosh_engine.segments.vectors import merged_vectors

POSTINGS_PER_SLICE = 2_000_000
"""Postings merged at once, if no single term has more."""

_COLUMNS = ("id", "fingerprint", "created", "first_start", "last_start", "completeness", "hours", "run_count")
_TEXTS = ("sort_title", "stored")


def merged_arrays(views: Sequence[SegmentView]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays and meta data of a segment with the live documents of these, in their order."""
    numbers = _new_numbers(views)
    arrays: dict[str, Array] = {}
    most_runs = max((int(view.file.column("run_count")[view.alive].max(initial=1)) for view in views), default=1)
    for name in FIELDS:
        arrays |= _FieldMerge(name, views, numbers, most_runs).arrays()
    for name in _COLUMNS:
        arrays[name] = _of_living(views, [view.file.column(name) for view in views])
    living_runs = [np.repeat(view.alive, view.file.column("run_count")) for view in views]
    for name in RUN_COLUMNS:
        parts = [view.file.column(name)[living] for view, living in zip(views, living_runs, strict=True)]
        arrays[name] = np.concatenate(parts)
    for name in _TEXTS:
        arrays |= _merged_texts(name, views)
    languages = sorted({language for view in views for language in view.file.languages})
    arrays["language"] = _merged_languages(views, languages)
    vectors, meta = merged_vectors(views)
    return arrays | vectors, meta | {"documents": sum(view.live_count for view in views), "languages": languages}


def _new_numbers(views: Sequence[SegmentView]) -> list[Array]:
    """Return per segment the new number of each document, -1 if it is deleted."""
    starts = accumulate((view.live_count for view in views), initial=0)
    return [
        np.where(view.alive, np.cumsum(view.alive) - 1 + start, -1) for view, start in zip(views, starts, strict=False)
    ]


def _of_living(views: Sequence[SegmentView], columns: Sequence[Array]) -> Array:
    return np.concatenate([column[view.alive] for column, view in zip(columns, views, strict=True)])


def _merged_languages(views: Sequence[SegmentView], languages: Sequence[str]) -> Array:
    places = [np.array([languages.index(name) for name in view.file.languages], np.int32) for view in views]
    return _of_living(views, [place[view.file.column("language")] for place, view in zip(places, views, strict=True)])


def _merged_texts(name: str, views: Sequence[SegmentView]) -> dict[str, Array]:
    texts = [view.file.text(name, document) for view in views for document in np.flatnonzero(view.alive).tolist()]
    return {
        f"{name}.bytes": np.frombuffer(b"".join(texts), np.uint8),
        f"{name}.offsets": np.fromiter(accumulate(map(len, texts), initial=0), np.int64),
    }


class _FieldMerge:
    """Merges the posting lists of one field of documents with up to ``most_runs`` runs."""

    def __init__(self, name: str, views: Sequence[SegmentView], numbers: Sequence[Array], most_runs: int) -> None:
        self._most_runs = most_runs
        self._name, self._views, self._numbers = name, views, numbers
        self._fields = [view.file.field(name) for view in views]
        self._table = sorted(set(chain.from_iterable(field.all_terms() for field in self._fields)))
        rank = {term: place for place, term in enumerate(self._table)}
        self._ranks = [np.array([rank[term] for term in field.all_terms()], np.int64) for field in self._fields]
        self._counts = np.zeros(len(self._table), np.int64)
        self._parts: dict[str, list[Array]] = {"docs": [], "tf": [], "positions": [], "runs": []}

    def arrays(self) -> dict[str, Array]:
        for first, last in self._slices():
            self._merge_terms(first, last)
        used = np.flatnonzero(self._counts)
        table = [self._table[rank] for rank in used.tolist()]
        starts = np.concatenate([[0], np.cumsum(self._counts[used])])
        merged: dict[str, Array] = {
            "terms": np.frombuffer(b"".join(table), np.uint8),
            "term_offsets": np.fromiter(accumulate(map(len, table), initial=0), np.int64),
            "starts": starts,
            "docs": _joined(self._parts["docs"], np.int32),
        }
        if self._fields[0].has_positions:
            merged |= self._occurrences(starts)
        if self._fields[0].has_runs:
            parts = self._parts["runs"] or [self._masks([])]
            merged["runs"] = np.concatenate(parts, axis=1).ravel()
        return {f"{self._name}.{name}": array for name, array in merged.items()}

    def _occurrences(self, starts: Array) -> dict[str, Array]:
        frequencies = _joined(self._parts["tf"], np.uint16)
        ends = np.concatenate([[0], np.cumsum(frequencies, dtype=np.int64)])
        return {
            "tf": frequencies,
            "positions": _joined(self._parts["positions"], np.uint16),
            "position_starts": ends[starts],
            "lengths": _of_living(self._views, [field.lengths for field in self._fields]),
        }

    def _slices(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of term ranks with no more than about ``POSTINGS_PER_SLICE`` postings each."""
        totals = np.zeros(len(self._table), np.int64)
        for ranks, field in zip(self._ranks, self._fields, strict=True):
            totals[ranks] += np.diff(field.starts)
        before = np.cumsum(totals) - totals
        bounds = np.searchsorted(before, np.arange(0, int(totals.sum()), POSTINGS_PER_SLICE)).tolist()
        return pairwise(dict.fromkeys([*bounds, len(self._table)]))

    def _merge_terms(self, first: int, last: int) -> None:
        keys, masks, spans = [], [], []
        for ranks, field, numbers in zip(self._ranks, self._fields, self._numbers, strict=True):
            rows = slice(*np.searchsorted(ranks, [first, last]).tolist())
            span = slice(int(field.starts[rows.start]), int(field.starts[rows.stop]))
            docs = numbers[field.docs[span]]
            mask = docs >= 0
            by_posting = np.repeat(ranks[rows], np.diff(field.starts[rows.start : rows.stop + 1]))
            keys.append((by_posting << 32 | docs)[mask])
            masks.append(mask)
            spans.append((rows, span))
        joined = np.concatenate(keys)
        order = np.argsort(joined, kind="stable")
        self._counts += np.bincount(joined >> 32, minlength=len(self._table))
        self._parts["docs"].append((joined[order] & 0xFFFFFFFF).astype(np.int32))
        if self._fields[0].has_positions:
            self._add_occurrences(masks, spans, order)
        if self._fields[0].has_runs:
            found = [
                field.runs[:, span][:, mask] for field, mask, (_, span) in zip(self._fields, masks, spans, strict=True)
            ]
            self._parts["runs"].append(self._masks(found)[:, order])

    def _masks(self, parts: Sequence[Array]) -> Array:
        """Return masks of runs one after the other, in as many planes and as wide as the merged documents need."""
        planes, width = planes_for(self._most_runs), sum(part.shape[1] for part in parts)
        joined = np.zeros((planes, width), mask_type(self._most_runs))
        at = 0
        for part in parts:
            joined[: part.shape[0], at : at + part.shape[1]] = part[:planes]
            at += part.shape[1]
        return joined

    def _add_occurrences(self, masks: Sequence[Array], spans: Sequence[tuple[slice, slice]], order: Array) -> None:
        frequencies, positions = [], []
        for field, mask, (rows, span) in zip(self._fields, masks, spans, strict=True):
            counts = field.frequencies[span]
            frequencies.append(counts[mask])
            positions.append(_positions(field, rows)[np.repeat(mask, counts)])
        counts = np.concatenate(frequencies)
        starts = np.cumsum(counts, dtype=np.int64) - counts
        ordered = counts[order]
        ends = np.cumsum(ordered, dtype=np.int64)
        gather = np.repeat(starts[order] - ends + ordered, ordered) + np.arange(ends[-1] if ends.size else 0)
        self._parts["tf"].append(ordered)
        self._parts["positions"].append(np.concatenate(positions)[gather])


def _positions(field: FieldArrays, rows: slice) -> Array:
    return field.all_positions[int(field.position_starts[rows.start]) : int(field.position_starts[rows.stop])]


def _joined(parts: Sequence[Array], dtype: type) -> Array:
    return np.concatenate(parts) if parts else np.empty(0, dtype)
