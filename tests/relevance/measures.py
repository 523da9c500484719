"""Measures of a ranked list, all between 0 and 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

DEPTH = 10


@dataclass(frozen=True)
class Measures:
    """``ndcg``: normalised discounted cumulative gain with gains of 2^grade − 1 (Burges et al. 2005); ``recall``:
    share of the relevant courses, or of ten if there are more, among the first ten; ``mrr``: one over the rank of the
    first of them."""

    ndcg: float
    recall: float
    mrr: float


def measure(ranked: Sequence[int], grades: Mapping[int, int]) -> Measures:
    """Measure the first ten of a list; ``grades`` has the relevant courses only and is not empty."""
    first = [grades.get(number, 0) for number in ranked[:DEPTH]]
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    found = [rank for rank, grade in enumerate(first, start=1) if grade]
    return Measures(_gain(first) / _gain(ideal), len(found) / len(ideal), 1 / found[0] if found else 0.0)


def mean(several: Sequence[Measures]) -> Measures:
    """Mean over queries."""
    count = len(several)
    return Measures(*(sum(getattr(each, name) for each in several) / count for name in ("ndcg", "recall", "mrr")))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
