"""The runs of a segment's documents as columns: a number per run, document after document.

Which runs have a value of a facet is kept with the postings of the value: a bit per run of the document, the first run
in the lowest. More than 64 runs need further words, a plane each; a segment has as many planes as its longest document
needs, nearly always one, and words no wider than that one needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.whoosh_engine.segments.arrays import Array

BITS_PER_PLANE = 64
NO_DATE = np.iinfo(np.int32).max
NO_PRICE = np.iinfo(np.int64).max
UNKNOWN = float("inf")
"""What stands for a number that is not known; it is within no limit."""
RUN_COLUMNS = ("run.start", "run.cents", "run.hours_per_week", "run.latitude", "run.longitude")
"""Columns with a number per run."""


def mask_type(most_runs: int) -> np.dtype[np.unsignedinteger]:
    """Return the narrowest type with a bit for each of so many runs, or for those of one plane."""
    bits = next((width for width in (8, 16, 32) if most_runs <= width), BITS_PER_PLANE)
    return np.dtype(f"uint{bits}")


def planes_for(most_runs: int) -> int:
    """Return how many planes so many runs of one document need."""
    return max(1, -(-most_runs // BITS_PER_PLANE))


def run_columns(documents: Sequence[CourseDocument]) -> dict[str, Array]:
    """Return the columns of the runs of these documents, and the number of runs of each."""
    runs = [run for document in documents for run in document.runs_to_meet]
    return {
        "run_count": np.fromiter((len(each.runs_to_meet) for each in documents), np.int32, len(documents)),
        "run.start": _column(runs, [run.start.toordinal() if run.start else NO_DATE for run in runs], np.int32),
        "run.cents": _column(runs, [NO_PRICE if run.price is None else cents(run.price) for run in runs], np.int64),
        "run.hours_per_week": _column(runs, [_or_unknown(run.hours_per_week) for run in runs], np.float32),
        "run.latitude": _column(runs, [_or_unknown(run.latitude) for run in runs], np.float32),
        "run.longitude": _column(runs, [_or_unknown(run.longitude) for run in runs], np.float32),
    }


def masks_of_values(document: CourseDocument, key: str) -> dict[str, int]:
    """Return the values of a facet that the runs of a document have, each with a bit per run that has it."""
    found: dict[str, int] = {}
    for number, run in enumerate(document.runs_to_meet):
        for value in run.facets.get(key, ()):
            found[value] = found.get(value, 0) | 1 << number
    return found


def packed_masks(masks: Sequence[int], most_runs: int) -> Array:
    """Return masks, a bit per run, as rows of words, a row per plane."""
    full = (1 << BITS_PER_PLANE) - 1
    rows = [[mask >> BITS_PER_PLANE * plane & full for mask in masks] for plane in range(planes_for(most_runs))]
    return np.array(rows, np.uint64).astype(mask_type(most_runs)).reshape(len(rows), len(masks))


def cents(price: Decimal) -> int:
    """Return a price in euros as a whole number of cents, no larger than a column holds."""
    return min(round(price * 100), NO_PRICE - 1)


def _column(runs: Sequence[RunDocument], values: Sequence[float], dtype: type) -> Array:
    return np.array(values, dtype).reshape(len(runs))


def _or_unknown(number: float | None) -> float:
    return UNKNOWN if number is None else number
