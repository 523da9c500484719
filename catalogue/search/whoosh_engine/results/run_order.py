"""Sort keys of documents by those of their runs that meet what is asked: the next to begin, or the nearest."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from catalogue.search.port import SearchRequest, Sort
from catalogue.search.whoosh_engine.results.facet_counts import Selection
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.run_columns import NO_DATE
from catalogue.search.whoosh_engine.segments.run_table import RunTable, run_table
from catalogue.search.whoosh_engine.segments.segment import SegmentFile


def keys_of_runs(file: SegmentFile, selection: Selection, request: SearchRequest, sort: Sort) -> Array | None:
    """Return a key per document of a segment, ascending in the order asked for; None where runs do not decide it."""
    passed = selection.left_runs() if sort in (Sort.START, Sort.DISTANCE) else None
    if passed is None:
        return None
    table = run_table(file)
    if sort is Sort.DISTANCE and request.limits.near:
        near = request.limits.near
        return _least(table, table.chords(near.latitude, near.longitude), passed, np.float32(np.inf))
    starts = table.column("run.start")
    return _least(table, starts, passed & (starts >= datetime.now(UTC).toordinal()), np.int32(NO_DATE))


def _least(table: RunTable, keys: Array, passed: Array, none: np.generic) -> Array:
    """Return the least key of the runs of each document that passed, ``none`` where none did."""
    if not keys.size:
        return keys
    least: Array = np.minimum.reduceat(np.where(passed, keys, none), table.starts)
    return least
