"""The hits of one page, in the order asked for; ties always by course id, so that pages never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np

from catalogue.search.port import Sort
from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.evaluate import Match
from catalogue.search.whoosh_engine.segment import SegmentFile

_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hit is: which segment, which document of it."""

    segment: int
    document: int
    id: int
    score: float


def page_of(files: Sequence[SegmentFile], matches: Sequence[Match], sort: Sort, start: int, count: int) -> list[Place]:
    """Hits ``start`` to ``start + count`` of the whole order."""
    if start >= sum(match.docs.size for match in matches):
        return []
    if sort is Sort.TITLE:
        return _by_title(files, matches, start, count)
    docs = np.concatenate([match.docs for match in matches])
    scores = np.concatenate([match.scores for match in matches])
    segments = np.repeat(np.arange(len(files)), [match.docs.size for match in matches])
    ids = _column(files, matches, "id")
    keys = _keys(files, matches, sort, scores)
    best = _best(keys, ids, start + count)[start:]
    return [Place(int(segments[hit]), int(docs[hit]), int(ids[hit]), float(scores[hit])) for hit in best.tolist()]


def _keys(files: Sequence[SegmentFile], matches: Sequence[Match], sort: Sort, scores: Array) -> Array:
    """Numbers whose ascending order is the one asked for; courses without a start have the largest."""
    if sort is Sort.START:
        return _column(files, matches, "first_start")
    if sort is Sort.NEWEST:
        return -_column(files, matches, "created").astype(np.int64)
    return -scores


def _column(files: Sequence[SegmentFile], matches: Sequence[Match], name: str) -> Array:
    return np.concatenate([file.column(name)[match.docs] for file, match in zip(files, matches, strict=True)])


def _best(keys: Array, ids: Array, count: int) -> Array:
    """Places of the ``count`` smallest keys, in order; equal keys by id."""
    candidates = np.flatnonzero(keys <= _bound(keys, count)) if count < keys.size else np.arange(keys.size)
    order = np.lexsort((ids[candidates], keys[candidates]))[:count]
    return candidates[order]


def _bound(keys: Array, count: int) -> Any:
    """A key that at least ``count`` keys do not exceed: the ``count``-th smallest of the least keys of small blocks,
    which takes a fraction of the time of partitioning them all."""
    blocks = keys.size // _BLOCK
    least = keys[: blocks * _BLOCK].reshape(blocks, _BLOCK).min(axis=1) if blocks > count else keys
    return np.partition(least, count - 1)[count - 1]


def _by_title(files: Sequence[SegmentFile], matches: Sequence[Match], start: int, count: int) -> list[Place]:
    """Every segment knows its own order of titles; only the first of each are compared with one another."""
    streams = [
        _segment_by_title(place, file, match, start + count)
        for place, (file, match) in enumerate(zip(files, matches, strict=True))
    ]
    merged = merge(*streams, key=lambda hit: (files[hit.segment].sort_titles[hit.document], hit.id))
    return list(islice(merged, start, start + count))


def _segment_by_title(place: int, file: SegmentFile, match: Match, count: int) -> list[Place]:
    ids = file.column("id")[match.docs]
    best = _best(file.title_ranks[match.docs], ids, count).tolist()
    return [Place(place, int(match.docs[hit]), int(ids[hit]), float(match.scores[hit])) for hit in best]
