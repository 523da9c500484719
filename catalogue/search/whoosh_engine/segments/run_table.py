"""A segment's runs in the forms that are quickest to narrow and count: for every document a mask with a bit per run.

A document is left if a bit of its mask is, and it counts for a value if a run that is left has that value, however many
of its runs do; so that counting courses takes no longer than counting postings.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache, reduce

import numpy as np

from catalogue.search.distance import unit_vector
from catalogue.search.facets import RUN_FACET_KEYS
from catalogue.search.whoosh_engine.schema import facet_field
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.facet_columns import (
    DocumentSet,
    had_in_runs,
)
from catalogue.search.whoosh_engine.segments.run_columns import BITS_PER_PLANE, UNKNOWN, mask_type, planes_for
from catalogue.search.whoosh_engine.segments.segment import FieldArrays, SegmentFile

DOCUMENTS_PER_HIT = 16
"""With fewer hits than one document in so many, looking up the values of each is quicker than a pass over all."""
MAX_CACHED_MASKS = 64
"""Masks of single values that are kept, a word per document each: those that are chosen again and again."""


def run_table(file: SegmentFile) -> RunTable:
    """Return the runs of a segment, built once."""
    return file.derived("runs", lambda: RunTable(file))


class RunTable:
    """The runs of a segment; ``masks`` everywhere are rows of words, a word per document and a row per plane."""

    def __init__(self, file: SegmentFile) -> None:
        self._file, self.documents = file, file.documents
        self._fields = {key: file.field(facet_field(key)) for key in RUN_FACET_KEYS}
        self._mask_of = lru_cache(maxsize=MAX_CACHED_MASKS)(self._make_mask)

    def column(self, name: str) -> Array:
        """Return a number per run, document after document."""
        return self._file.column(name)

    @cached_property
    def starts(self) -> Array:
        """Where the runs of each document begin; every document has one at least."""
        counts = self._file.column("run_count")
        return np.cumsum(counts, dtype=np.int64) - counts

    @cached_property
    def document_of_run(self) -> Array:
        """The document of each run."""
        return np.repeat(np.arange(self.documents, dtype=np.int32), self._file.column("run_count"))

    @cached_property
    def points(self) -> Array:
        """Where each run takes place: a row each of the three coordinates on a ball of radius 1, ``UNKNOWN`` where its
        place is not known."""
        latitude, longitude = self.column("run.latitude"), self.column("run.longitude")
        known = np.isfinite(latitude) & np.isfinite(longitude)
        north, east = (np.radians(degrees[known].astype(np.float64)) for degrees in (latitude, longitude))
        points = np.full((3, latitude.size), UNKNOWN, np.float32)
        points[:, known] = np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
        return points

    def chords(self, latitude: float, longitude: float) -> Array:
        """Return the squared straight distance of each run from a point, on a ball of radius 1."""
        chords: Array = np.zeros(self.points.shape[1], np.float32)
        for row, place in zip(self.points, unit_vector(latitude, longitude), strict=True):
            chords += np.square(row - np.float32(place))
        return chords

    def documents_in(self, masks: Array) -> Array:
        """Return a truth value per document: whether a run of it is left."""
        left: Array = masks[0] != 0
        for mask in masks[1:]:
            left = left | (mask != 0)
        return left

    def masks_of(self, key: str, values: Iterable[str]) -> Array:
        """Return which runs of each document have any of these values of a facet."""
        return reduce(np.bitwise_or, [self._mask_of(key, value) for value in values])

    def masks_of_runs(self, passed: Array) -> Array:
        """Return a truth value per run as masks."""
        masks = np.zeros((self._planes, self.documents), self._type)
        if not passed.size:
            return masks
        bits = passed * self._bit_of_run
        for plane, mask in enumerate(masks):
            inside = bits if self._planes == 1 else bits * (self._plane_of_run == plane)
            np.bitwise_or.reduceat(inside, self.starts, out=mask)
        return masks

    def runs_in(self, masks: Array) -> Array:
        """Return masks as a truth value per run."""
        by_document = self.document_of_run
        words = masks[0].take(by_document) if self._planes == 1 else masks[self._plane_of_run, by_document]
        passed: Array = (words & self._bit_of_run) != 0
        return passed

    def are_whole(self, masks: Array | None) -> Array:
        """Return a truth value per document: whether all of its runs are left."""
        whole: Array = np.ones(self.documents, bool)
        for mask, every in zip(() if masks is None else masks, self._all_runs, strict=False):
            whole &= mask == every
        return whole

    @cached_property
    def _all_runs(self) -> Array:
        return self.masks_of_runs(np.ones(self.document_of_run.size, bool))

    def counts(self, key: str, left: DocumentSet) -> Array:
        """Return how many of the documents left have each value of a facet in one of their runs that are left."""
        field = self._fields[key]
        if not field.terms or not left.size:
            return np.zeros(field.terms, np.int64)
        if left.masks is None or left.size * DOCUMENTS_PER_HIT < self.documents:
            return self._counts_of_few(key, left.documents, left.masks_here)
        had = np.zeros(field.docs.size, bool)
        for mask, runs in zip(left.masks, field.runs, strict=True):
            had |= ((mask * left.mask).take(field.docs) & runs) != 0
        return np.add.reduceat(had.view(np.uint8), field.starts[:-1], dtype=np.uint32)

    def _counts_of_few(self, key: str, documents: Array, masks: Array | None) -> Array:
        starts, rows, runs = self._by_document(key)
        first = starts.take(documents)
        counts = starts.take(documents + 1) - first
        wanted = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
        if masks is not None:
            wanted = wanted[had_in_runs(runs, wanted, counts, masks)]
        return np.bincount(rows.take(wanted), minlength=self._fields[key].terms)

    def _by_document(self, key: str) -> tuple[Array, Array, Array]:
        """Return where the values of each document begin, the row of each value, and which runs have it."""
        return self._file.derived(f"runs by document {key}", lambda: _by_document(self._fields[key], self.documents))

    def _make_mask(self, key: str, value: str) -> Array:
        field, masks = self._fields[key], np.zeros((self._planes, self.documents), self._type)
        if (row := field.row(value.encode(errors="replace"))) >= 0:
            masks[:, field.docs[field.span(row)]] = field.runs[:, field.span(row)]
        return masks

    @cached_property
    def _type(self) -> np.dtype[np.unsignedinteger]:
        return mask_type(self._most_runs)

    @cached_property
    def _planes(self) -> int:
        return planes_for(self._most_runs)

    @cached_property
    def _most_runs(self) -> int:
        return int(self._file.column("run_count").max(initial=1))

    @cached_property
    def _number_of_run(self) -> Array:
        """The place of each run among those of its document."""
        numbers: Array = np.arange(self.document_of_run.size) - self.starts.take(self.document_of_run)
        return numbers

    @cached_property
    def _bit_of_run(self) -> Array:
        return np.left_shift(self._type.type(1), (self._number_of_run % BITS_PER_PLANE).astype(self._type))

    @cached_property
    def _plane_of_run(self) -> Array:
        return (self._number_of_run // BITS_PER_PLANE).astype(np.int32)


def _by_document(field: FieldArrays, documents: int) -> tuple[Array, Array, Array]:
    starts = np.concatenate([[0], np.cumsum(np.bincount(field.docs, minlength=documents))])
    order = np.argsort(field.docs, kind="stable")
    rows = np.repeat(np.arange(field.terms), np.diff(field.starts)).astype(np.min_scalar_type(field.terms))
    return starts, rows[order], np.ascontiguousarray(field.runs[:, order])
