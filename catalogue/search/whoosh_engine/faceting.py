"""A facet's values in one segment, in the forms that are quickest to count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.schema import facet_field
from catalogue.search.whoosh_engine.segment import SegmentFile

MOST_BITMAPS = 160
"""Values up to which a facet is counted by bitmaps: each costs an eighth of a byte per document and per count."""

FEW_DOCUMENTS = 64
"""With fewer hits than one document in so many, looking each hit up is quicker than any pass over all documents."""


@dataclass(frozen=True)
class Documents:
    """Some documents of a segment: their numbers, ascending, and the same as a mask over the segment."""

    numbers: Array
    mask: Array

    @cached_property
    def bits(self) -> Array:
        """The mask in 64-bit words."""
        return packed(self.mask)


def facet_arrays(file: SegmentFile, key: str) -> FacetArrays:
    """A facet of a segment, made once."""
    name = facet_field(key)
    return file.derived(name, lambda: FacetArrays(file, name))


class FacetArrays:
    """Built on first use from the postings of the facet's values; values are addressed by their row."""

    def __init__(self, file: SegmentFile, field: str) -> None:
        self._documents, self._field = file.documents, file.field(field)

    @cached_property
    def values(self) -> list[str]:
        return [term.decode() for term in self._field.all_terms()]

    def documents_with(self, value: str) -> Array:
        """The documents, ascending, that have a value."""
        row = self._field.row(value.encode(errors="replace"))
        return self._field.docs[self._field.span(row)] if row >= 0 else self._field.docs[:0]

    def values_of(self, document: int) -> list[str]:
        """The values that a document has."""
        return [self.values[row] for row in self._rows_of(np.array([document])).tolist()]

    def counts(self, left: Documents) -> Array:
        """How many of some documents have each value."""
        if not self.values:
            return np.zeros(0, np.int64)
        if left.numbers.size == self._documents:
            return np.diff(self._field.starts)
        if left.numbers.size * FEW_DOCUMENTS < self._documents:
            few: Array = np.bincount(self._rows_of(left.numbers), minlength=len(self.values))
            return few
        if len(self.values) <= MOST_BITMAPS:
            shared: Array = np.bitwise_count(self._bitmaps & left.bits).sum(axis=1, dtype=np.int64)
            return shared
        return np.add.reduceat(left.mask.view(np.uint8).take(self._docs), self._field.starts[:-1], dtype=np.int64)

    def _rows_of(self, documents: Array) -> Array:
        """The rows of all values of these documents, in any order."""
        starts, rows = self._by_document
        first, counts = starts[documents], starts[documents + 1] - starts[documents]
        ends = np.cumsum(counts)
        wanted: Array = rows[np.repeat(first - ends + counts, counts) + np.arange(ends[-1] if ends.size else 0)]
        return wanted

    @cached_property
    def _docs(self) -> Array:
        return self._field.docs.astype(np.int64)

    @cached_property
    def _by_document(self) -> tuple[Array, Array]:
        """Where the values of each document begin, and the rows of the values."""
        docs = self._field.docs
        starts = np.concatenate([[0], np.cumsum(np.bincount(docs, minlength=self._documents))])
        return starts, self._field.rows_by_posting[np.argsort(docs, kind="stable")]

    @cached_property
    def _bitmaps(self) -> Array:
        """A row of 64-bit words per value."""
        maps = np.zeros((len(self.values), -(-self._documents // 64)), np.uint64)
        for row in range(len(self.values)):
            mask = np.zeros(self._documents, bool)
            mask[self._field.docs[self._field.span(row)]] = True
            maps[row] = packed(mask)
        return maps


def packed(mask: Array) -> Array:
    """Truth values as 64-bit words, the last filled up with noughts."""
    words = np.zeros(-(-mask.size // 64), np.uint64)
    bits = np.packbits(mask)
    words.view(np.uint8)[: bits.size] = bits
    return words
