"""The hits of one page, in the order asked for; ties always by course id, so that pages never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np

from catalogue.search.port import Sort
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

_BLOCK_KEYS = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hit is: which segment, which document of it."""

    segment: int
    document: int
    id: int
    score: float


def page_of(
    files: Sequence[SegmentFile],
    matches: Sequence[Match],
    sort: Sort,
    start: int,
    count: int,
    keys_of_runs: Sequence[Array | None] = (),
) -> list[Place]:
    """Return hits ``start`` to ``start + count`` of the whole order; ``keys_of_runs`` has, per segment, the keys of its
    documents where their runs decide it."""
    if start >= sum(match.docs.size for match in matches):
        return []
    if sort is Sort.TITLE:
        return _by_title(files, matches, start, count)
    by_runs = keys_of_runs or [None] * len(files)
    keys = np.concatenate(
        [
            _keys(file, match, sort) if given is None else given[match.docs]
            for file, match, given in zip(files, matches, by_runs, strict=True)
        ]
    )
    hits = np.flatnonzero(keys <= smallest_keys_bound(keys, start + count))
    ends = np.cumsum([match.docs.size for match in matches])
    segments = np.searchsorted(ends, hits, side="right")
    within = hits - ends[segments] + np.array([match.docs.size for match in matches])[segments]
    ids = np.empty(hits.size, np.int64)
    for place, (file, match) in enumerate(zip(files, matches, strict=True)):
        here = segments == place
        ids[here] = file.column("id")[match.docs[within[here]]]
    order = np.lexsort((ids, keys[hits]))[start : start + count].tolist()
    return [_place(int(segments[hit]), files, matches, int(within[hit])) for hit in order]


def _place(segment: int, files: Sequence[SegmentFile], matches: Sequence[Match], hit: int) -> Place:
    document = int(matches[segment].docs[hit])
    return Place(segment, document, int(files[segment].column("id")[document]), float(matches[segment].scores[hit]))


def _keys(file: SegmentFile, match: Match, sort: Sort) -> Array:
    """Return sort keys whose ascending order is the one asked for; courses without a start have the largest."""
    if sort is Sort.START:
        return file.column("first_start")[match.docs]
    if sort is Sort.NEWEST:
        return -file.column("created")[match.docs]
    return -match.scores


def smallest_keys_bound(keys: Array, count: int) -> Any:
    """Return a key that at least ``count`` keys do not exceed: the ``count``-th smallest of the minima of small blocks,
    which takes a fraction of the time of partitioning all keys."""
    if count >= keys.size:
        return keys.max()
    blocks = keys.size // _BLOCK_KEYS
    least = keys[: blocks * _BLOCK_KEYS].reshape(blocks, _BLOCK_KEYS).min(axis=1) if blocks > count else keys
    return np.partition(least, count - 1)[count - 1]


def _by_title(files: Sequence[SegmentFile], matches: Sequence[Match], start: int, count: int) -> list[Place]:
    """Return the hits by title: every segment has its own order of titles, and only the first of each are compared with
    one another."""
    streams = [_segment_by_title(segment, files, matches, start + count) for segment in range(len(files))]
    merged = merge(*streams, key=lambda hit: (files[hit.segment].sort_titles[hit.document], hit.id))
    return list(islice(merged, start, start + count))


def _segment_by_title(segment: int, files: Sequence[SegmentFile], matches: Sequence[Match], count: int) -> list[Place]:
    ranks = files[segment].title_ranks[matches[segment].docs]
    if not ranks.size:
        return []
    first = np.flatnonzero(ranks <= smallest_keys_bound(ranks, count))
    return [_place(segment, files, matches, hit) for hit in first[np.argsort(ranks[first])].tolist()]
