"""A segment's facets as columns, in the forms that are quickest to count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from catalogue.search.facets import FACET_KEYS
from catalogue.search.whoosh_engine.schema import facet_field
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.run_columns import mask_type, planes_for
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

MAX_BITMAP_VALUES = 160
"""Values up to which a facet is counted by bitmaps: each costs an eighth of a byte per document and per count."""

DOCUMENTS_PER_HIT_ALL_FACETS = 8
"""With fewer hits than one document in so many, looking up each hit, which counts all facets at once, is quicker than a
pass over all documents for each facet."""

DOCUMENTS_PER_HIT_ONE_FACET = 64
"""The same where a single facet is counted for these hits."""


def facet_table(file: SegmentFile) -> FacetTable:
    """Return the facets of a segment, built once."""
    return file.derived("facets", lambda: FacetTable(file))


class FacetTable:
    """All facets of a segment side by side: a value's row is its place among the values of all of them."""

    def __init__(self, file: SegmentFile) -> None:
        self._file, self.documents = file, file.documents
        self.facets = {key: FacetArrays(file, facet_field(key)) for key in FACET_KEYS}

    @cached_property
    def rows(self) -> dict[str, slice]:
        """Where each facet's values are."""
        ends = np.cumsum([len(facet.values) for facet in self.facets.values()]).tolist()
        sizes = [len(facet.values) for facet in self.facets.values()]
        return {key: slice(end - size, end) for key, end, size in zip(self.facets, ends, sizes, strict=True)}

    def counts(self, key: str, left: DocumentSet, alone: bool) -> Array:
        """Return how many of some documents have each value of a facet; ``alone`` if no other facet is counted for
        them."""
        if self.counts_by_hit(left, DOCUMENTS_PER_HIT_ONE_FACET if alone else DOCUMENTS_PER_HIT_ALL_FACETS):
            return left.count_per_row[self.rows[key]]
        return self.facets[key].counts(left)

    def counts_by_hit(self, left: DocumentSet, documents_per_hit: int = DOCUMENTS_PER_HIT_ALL_FACETS) -> bool:
        """Return whether documents are so few that looking up each is quicker, for all facets unless told."""
        return left.size * documents_per_hit < self.documents

    def values_of(self, key: str, document: int) -> list[str]:
        """Return the values of a facet that a document has."""
        rows, values = self.rows[key], self.facets[key].values
        found = self.rows_of(np.array([document])).tolist()
        return [values[row - rows.start] for row in found if rows.start <= row < rows.stop]

    def rows_of(self, documents: Array, masks: Array | None = None) -> Array:
        """Return the rows of all values of these documents, in any order; with ``masks`` of their runs, a column per
        document, of facets of runs only the values of those runs."""
        starts, rows = self._by_document
        first = starts.take(documents)
        counts = starts.take(documents + 1) - first
        wanted = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
        if masks is not None:
            wanted = wanted[had_in_runs(self._runs_by_document, wanted, counts, masks)]
        found: Array = rows.take(wanted)
        return found

    @cached_property
    def size(self) -> int:
        """The number of rows."""
        return sum(len(facet.values) for facet in self.facets.values())

    @cached_property
    def _runs_by_document(self) -> Array:
        """Which runs have each value, a row per plane, in the same order; every run has what is not of runs."""
        most_runs = int(self._file.column("run_count").max(initial=1))
        planes, kind = planes_for(most_runs), mask_type(most_runs)
        everyone = np.iinfo(kind).max
        parts = [
            facet.runs if facet.docs.size and facet.has_runs else np.full((planes, facet.docs.size), everyone, kind)
            for facet in self.facets.values()
        ]
        order = np.argsort(self._docs, kind="stable")
        return np.concatenate(parts, axis=1)[:, order]

    @property
    def _docs(self) -> Array:
        return np.concatenate([facet.docs for facet in self.facets.values()])

    @cached_property
    def _by_document(self) -> tuple[Array, Array]:
        """Where the values of each document begin, and the rows of the values."""
        docs = self._docs
        starts = np.concatenate([[0], np.cumsum(np.bincount(docs, minlength=self.documents))])
        rows = np.repeat(np.arange(self.size), np.concatenate([facet.frequencies for facet in self.facets.values()]))
        return starts, rows.astype(np.min_scalar_type(self.size))[np.argsort(docs, kind="stable")]


class DocumentSet:
    """A set of documents of a segment, given by a bit each in 64-bit words; what is derived from it is computed
    once."""

    def __init__(self, table: FacetTable, bits: Array, masks: Array | None = None) -> None:
        """``masks`` say which runs of each document of the segment are left, if that matters (``RunTable``)."""
        self._table, self._bits, self.masks = table, bits, masks
        self.are_narrowed_by_runs = masks is not None

    @property
    def bits(self) -> Array:
        return self._bits

    @cached_property
    def size(self) -> int:
        return int(np.bitwise_count(self.bits).sum(dtype=np.int64))

    @cached_property
    def mask(self) -> Array:
        """A truth value per document of the segment."""
        return unpack_bits(self.bits, self._table.documents)

    @cached_property
    def documents(self) -> Array:
        """Their numbers, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def masks_here(self) -> Array | None:
        """Which runs of each of the documents are left; None if all are."""
        return None if self.masks is None else self.masks.take(self.documents, axis=1)

    @cached_property
    def count_per_row(self) -> Array:
        """How many have each value, of all facets."""
        return np.bincount(self._table.rows_of(self.documents, self.masks_here), minlength=self._table.size)


class FewDocuments(DocumentSet):
    """A set of a few documents, given by their numbers, ascending, with the masks of their runs, a column each."""

    def __init__(self, table: FacetTable, documents: Array, masks: Array) -> None:
        self._table, self.masks, self.are_narrowed_by_runs = table, None, True
        self.documents, self.masks_here, self.size = documents, masks, documents.size

    @cached_property
    def mask(self) -> Array:
        mask = np.zeros(self._table.documents, bool)
        mask[self.documents] = True
        return mask

    @cached_property
    def bits(self) -> Array:
        return pack_bits(self.mask)


class FacetArrays:
    """One facet, built on first use from the postings of its values."""

    def __init__(self, file: SegmentFile, field: str) -> None:
        self._documents, self._field = file.documents, file.field(field)

    @cached_property
    def values(self) -> Sequence[str]:
        """In the order of their bytes, which is that of their code points."""
        return [term.decode() for term in self._field.all_terms()]

    @property
    def docs(self) -> Array:
        """The documents of the first value, then of the second, and so on."""
        return self._field.docs

    @property
    def has_runs(self) -> bool:
        return self._field.has_runs

    @property
    def runs(self) -> Array:
        """Which runs of these documents have the value, a row per plane (``run_columns``)."""
        return self._field.runs

    @property
    def frequencies(self) -> Array:
        """The number of documents per value."""
        return np.diff(self._field.starts)

    def bits_of(self, values: Iterable[str]) -> Array:
        """Return the documents that have any of these values, a bit each."""
        rows = [row for value in values if (row := self._field.row(value.encode(errors="replace"))) >= 0]
        if len(self.values) <= MAX_BITMAP_VALUES:
            either: Array = np.bitwise_or.reduce(self._bitmaps[rows], axis=0)
            return either
        mask = np.zeros(self._documents, bool)
        for row in rows:
            mask[self._field.docs[self._field.span(row)]] = True
        return pack_bits(mask)

    def counts(self, left: DocumentSet) -> Array:
        """Return how many of some documents have each value, by a pass over all documents."""
        if not self.values or left.size == self._documents:
            return self.frequencies
        if len(self.values) <= MAX_BITMAP_VALUES:
            shared: Array = np.bitwise_count(self._bitmaps & left.bits).sum(axis=1, dtype=np.uint32)
            return shared
        return np.add.reduceat(left.mask.view(np.uint8).take(self._docs), self._field.starts[:-1], dtype=np.int64)

    @cached_property
    def _docs(self) -> Array:
        return self._field.docs.astype(np.int64)

    @cached_property
    def _bitmaps(self) -> Array:
        """A row of 64-bit words per value."""
        maps = np.zeros((len(self.values), -(-self._documents // 64)), np.uint64)
        for row in range(len(self.values)):
            mask = np.zeros(self._documents, bool)
            mask[self._field.docs[self._field.span(row)]] = True
            maps[row] = pack_bits(mask)
        return maps


def had_in_runs(runs: Array, wanted: Array, counts: Array, masks: Array) -> Array:
    """Return which of some values are had in a run that is left: ``runs`` says of all values, ``wanted`` which they
    are, ``counts`` how many of them each document has, ``masks`` which of its runs are left."""
    had = np.zeros(wanted.size, bool)
    for of_values, mask in zip(runs, masks, strict=True):
        had |= (np.repeat(mask, counts) & of_values.take(wanted)) != 0
    return had


def pack_bits(mask: Array) -> Array:
    """Return truth values as 64-bit words, the last filled up with zeros."""
    words = np.zeros(-(-mask.size // 64), np.uint64)
    bits = np.packbits(mask)
    words.view(np.uint8)[: bits.size] = bits
    return words


def unpack_bits(bits: Array, size: int) -> Array:
    """Return the ``size`` truth values that ``pack_bits`` made the words of."""
    values: Array = np.unpackbits(bits.view(np.uint8), count=size).view(bool)
    return values
