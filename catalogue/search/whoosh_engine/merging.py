"""Several segments made into one, deleted documents left out: by sorting arrays, without analysing any text again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any

import numpy as np

from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.codec import FIELDS
from catalogue.search.whoosh_engine.segment import FieldArrays, SegmentView

TIERS = (100, 1_000, 10_000)
"""Live documents below which a segment counts as small; each tier is merged when it has ``FACTOR`` segments."""

FACTOR = 8
EDIT = 500
"""A commit of fewer documents is an edit somebody waits for: it never pays for merging the largest tier."""

_COLUMNS = ("id", "created", "first_start")
_TEXTS = ("sort_title", "stored")


def to_merge(sizes: Sequence[int], fresh: int) -> frozenset[int]:
    """Places of the segments to merge after a commit of ``fresh`` documents, given the live documents of each."""
    chosen: frozenset[int] = frozenset()
    for limit in TIERS if fresh >= EDIT else TIERS[:-1]:
        tier = frozenset(place for place, size in enumerate(sizes) if size < limit)
        if len(tier) >= FACTOR:
            chosen = tier
    return chosen


def merged_arrays(views: Sequence[SegmentView]) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays and meta data of a segment with the live documents of these, in their order."""
    return _Merge(views).build()


class _Merge:
    def __init__(self, views: Sequence[SegmentView]) -> None:
        self._views = views
        self._documents = sum(view.live_count for view in views)
        starts = accumulate((view.live_count for view in views), initial=0)
        self._numbers = [
            np.where(view.alive, np.cumsum(view.alive) - 1 + start, -1)
            for view, start in zip(views, starts, strict=False)
        ]
        self.arrays: dict[str, Array] = {}

    def build(self) -> tuple[dict[str, Array], dict[str, Any]]:
        for name in FIELDS:
            self._merge_field(name)
        for name in _COLUMNS:
            self.arrays[name] = self._live([view.file.column(name) for view in self._views])
        languages = self._merge_languages()
        for name in _TEXTS:
            self._merge_texts(name)
        return self.arrays, {"documents": self._documents, "languages": languages}

    def _live(self, columns: Sequence[Array]) -> Array:
        return np.concatenate([column[view.alive] for column, view in zip(columns, self._views, strict=True)])

    def _merge_languages(self) -> list[str]:
        languages = sorted({language for view in self._views for language in view.file.languages})
        numbers = [
            np.array([languages.index(language) for language in view.file.languages], np.int32)[
                view.file.column("language")
            ]
            for view in self._views
        ]
        self.arrays["language"] = self._live(numbers)
        return languages

    def _merge_field(self, name: str) -> None:
        fields = [view.file.field(name) for view in self._views]
        table = sorted(set(chain.from_iterable(field.all_terms() for field in fields)))
        rank = {term: place for place, term in enumerate(table)}
        rows = [np.array([rank[term] for term in field.all_terms()], np.int64) for field in fields]
        docs = [numbers[field.docs] for numbers, field in zip(self._numbers, fields, strict=True)]
        kept = [document >= 0 for document in docs]
        keys = [
            (row[field.rows_by_posting] << 32 | document)[keep]
            for row, field, document, keep in zip(rows, fields, docs, kept, strict=True)
        ]
        joined = np.concatenate(keys)
        order = np.argsort(joined, kind="stable")
        used = self._add_terms(name, table, joined[order])
        if fields[0].has_positions:
            self._add_occurrences(name, fields, kept, order, used)

    def _add_terms(self, name: str, table: list[bytes], keys: Array) -> Array:
        """Terms that only deleted documents had are dropped; answers where the postings of each other term start."""
        ranks, counts = np.unique(keys >> 32, return_counts=True)
        left = [table[place] for place in ranks.tolist()]
        starts = np.concatenate([[0], np.cumsum(counts)])
        self.arrays[f"{name}.terms"] = np.frombuffer(b"".join(left), np.uint8)
        self.arrays[f"{name}.term_offsets"] = np.fromiter(accumulate(map(len, left), initial=0), np.int64)
        self.arrays[f"{name}.starts"] = starts.astype(np.int64)
        self.arrays[f"{name}.docs"] = (keys & 0xFFFFFFFF).astype(np.int32)
        return starts

    def _add_occurrences(
        self, name: str, fields: Sequence[FieldArrays], kept: Sequence[Array], order: Array, used: Array
    ) -> None:
        frequencies = np.concatenate([field.frequencies[keep] for field, keep in zip(fields, kept, strict=True)])
        positions = np.concatenate(
            [field.all_positions[np.repeat(keep, field.frequencies)] for field, keep in zip(fields, kept, strict=True)]
        )
        starts = np.cumsum(frequencies, dtype=np.int64) - frequencies
        ordered = frequencies[order]
        ends = np.concatenate([[0], np.cumsum(ordered, dtype=np.int64)])
        gather = np.repeat(starts[order] - ends[:-1], ordered) + np.arange(ends[-1])
        self.arrays[f"{name}.tf"] = ordered
        self.arrays[f"{name}.positions"] = positions[gather]
        self.arrays[f"{name}.position_starts"] = ends[used]
        self.arrays[f"{name}.lengths"] = self._live([field.lengths for field in fields])

    def _merge_texts(self, name: str) -> None:
        texts = [
            view.file.text(name, document) for view in self._views for document in np.flatnonzero(view.alive).tolist()
        ]
        self.arrays[f"{name}.bytes"] = np.frombuffer(b"".join(texts), np.uint8)
        self.arrays[f"{name}.offsets"] = np.fromiter(accumulate(map(len, texts), initial=0), np.int64)
