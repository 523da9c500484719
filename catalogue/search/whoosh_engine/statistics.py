"""What scoring has to know of the whole index: how common a term is, how long a field on average."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log

import numpy as np

from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.segment import SegmentFile

B, K1 = 0.75, 1.2
"""The free parameters of BM25, as ``whoosh.scoring.BM25F`` has them."""


class IndexStatistics:
    """Sums over all segments, deleted documents included until their segment is merged, as Whoosh counts them."""

    def __init__(self, files: Sequence[SegmentFile]) -> None:
        self._files = files
        self.documents = sum(file.documents for file in files)
        self.doc_frequency = lru_cache(maxsize=8192)(self._doc_frequency)
        self.average_length = lru_cache(maxsize=64)(self._average_length)

    def _doc_frequency(self, field: str, term: bytes) -> int:
        rows = ((file.field(field), file.field(field).row(term)) for file in self._files)
        return sum(arrays.doc_frequency(row) for arrays, row in rows if row >= 0)

    def _average_length(self, field: str) -> float:
        return sum(file.field(field).total_length for file in self._files) / (self.documents or 1) or 1.0

    def bm25(self, field: str, term: bytes, frequencies: Array, lengths: Array) -> Array:
        """Scores of one term's postings. Robertson and Zaragoza, *The Probabilistic Relevance Framework* (2009), 3.5;
        inverse document frequency as in ``whoosh.scoring.WeightingModel.idf``."""
        idf = log(self.documents / (self.doc_frequency(field, term) + 1)) + 1
        weights = frequencies.astype(np.float64)
        norm = K1 * ((1 - B) + B * lengths.astype(np.float64) / self.average_length(field))
        return idf * ((weights * (K1 + 1)) / (weights + norm))
