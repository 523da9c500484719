"""What BM25F has to know of the whole index: document frequencies and average field lengths."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from math import log

import numpy as np

from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

B = 0.75
"""How much the length of a field counts in BM25, as in ``whoosh.scoring.BM25F``."""

K1 = 1.2
"""How soon the term frequency saturates in BM25, as in ``whoosh.scoring.BM25F``."""

MAX_CACHED_POSTINGS = 4_000_000
"""Scored postings cached for the next question, 16 bytes each; the least recently used go first."""

_OVERHEAD_POSTINGS = 100
"""What the cache's entry for a term takes beside its postings, in postings."""

Postings = tuple[Array, Array]


class IndexStatistics:
    """Sums over all segments, deleted documents included until their segment is merged, as in Whoosh."""

    def __init__(self, files: Sequence[SegmentFile]) -> None:
        self._files = files
        self.documents = sum(file.documents for file in files)
        self.doc_frequency = lru_cache(maxsize=8192)(self._doc_frequency)
        self._average_length = lru_cache(maxsize=64)(self._mean_length)
        self._norms = lru_cache(maxsize=1024)(self._length_norms)
        self._scored: OrderedDict[tuple[SegmentFile, str, bytes], Postings] = OrderedDict()
        self._cached_postings = 0
        self._lock = threading.Lock()

    def scored(self, file: SegmentFile, field: str, term: bytes) -> Postings:
        """Return the posting list of a term in one segment, and the score of each posting."""
        key = (file, field, term)
        with self._lock:
            if known := self._scored.get(key):
                self._scored.move_to_end(key)
                return known
        postings = self._score(file, field, term)
        with self._lock:
            self._cache(key, postings)
        return postings

    def _cache(self, key: tuple[SegmentFile, str, bytes], postings: Postings) -> None:
        if key in self._scored:
            return
        self._scored[key] = postings
        self._cached_postings += postings[0].size + _OVERHEAD_POSTINGS
        while self._cached_postings > MAX_CACHED_POSTINGS:
            _, (docs, _) = self._scored.popitem(last=False)
            self._cached_postings -= docs.size + _OVERHEAD_POSTINGS

    def _score(self, file: SegmentFile, name: str, term: bytes) -> Postings:
        """Return documents and BM25 scores: Robertson and Zaragoza, *The Probabilistic Relevance Framework* (2009),
        section 3.5, with the inverse document frequency of ``whoosh.scoring.WeightingModel.idf``."""
        field = file.field(name)
        row = field.row(term)
        if row < 0:
            return field.docs[:0], np.empty(0)
        docs = field.docs[field.span(row)].astype(np.intp)  # numpy converts any other type at every use as an index
        if not field.has_positions:
            return docs, np.ones(docs.size)
        idf = log(self.documents / (self.doc_frequency(name, term) + 1)) + 1
        frequencies = field.frequencies[field.span(row)].astype(np.float64)
        return docs, idf * ((frequencies * (K1 + 1)) / (frequencies + self._norms(file, name).take(docs)))

    def _length_norms(self, file: SegmentFile, field: str) -> Array:
        """Return what each document's length adds to the denominator."""
        lengths = file.field(field).lengths.astype(np.float64)
        return K1 * ((1 - B) + B * lengths / self._average_length(field))

    def _doc_frequency(self, field: str, term: bytes) -> int:
        rows = ((file.field(field), file.field(field).row(term)) for file in self._files)
        return sum(arrays.doc_frequency(row) for arrays, row in rows if row >= 0)

    def _mean_length(self, field: str) -> float:
        return sum(file.field(field).total_length for file in self._files) / (self.documents or 1) or 1.0
