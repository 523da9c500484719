"""Words and meaning in one order: what has the words first, and courses that mean alike among and after them.

A document's score is its score by words, the best being worth 1, and its likeness on top. Likeness is worked out for
the documents that are best by words and for those nearest in meaning; it makes no difference to the others' places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from catalogue.search.knowledge import Vectors
from catalogue.search.ranking import ALIKE, MEANING_WEIGHT, bound_of_alike
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.segments.vectors import encoder_of, nearest, similarities

BEST_BY_WORDS = 300
"""Documents of a segment whose likeness is worked out because they are the best by words."""


def fused(
    views: Sequence[SegmentView],
    found: Sequence[Match],
    some: Sequence[Match],
    barred: Sequence[Array],
    wanted: Vectors,
) -> list[Match]:
    """``found`` with what means alike joined in. ``some`` has the score of whatever has any of the words, ``barred``
    the documents not to take in; a match per segment each."""
    near = [_near(view, match, each, wanted) for view, match, each in zip(views, found, barred, strict=True)]
    alike = bound_of_alike([score for match in near for score in match.scores.tolist()])
    best = max((float(match.scores.max()) for match in (*found, *some) if match.scores.size), default=0.0) or 1.0
    parts = zip(views, found, some, near, strict=True)
    return [_joined(view, match, each, close, alike, best, wanted) for view, match, each, close in parts]


def _near(view: SegmentView, found: Match, barred: Array, wanted: Vectors) -> Match:
    """The nearest documents that are alive, neither found yet nor barred, with their cosines."""
    if not encoder_of(view.file):
        return Match.nothing()
    documents, cosines = nearest(view.file, wanted)
    kept = view.alive[documents] & (cosines >= ALIKE) & ~np.isin(documents, found.docs) & ~np.isin(documents, barred)
    return Match(documents[kept], cosines[kept])


def _joined(
    view: SegmentView, found: Match, some: Match, near: Match, alike: float, best: float, wanted: Vectors
) -> Match:
    taken = near.docs[near.scores >= alike]
    scores, joined = np.zeros(view.file.documents), np.zeros(view.file.documents, bool)
    scores[some.docs] = some.scores
    scores[found.docs] = found.scores
    joined[found.docs] = joined[taken] = True
    docs = np.flatnonzero(joined)
    fusing = scores.take(docs) / best
    if encoder_of(view.file):
        looked_at = _looked_at(fusing, docs, taken)
        fusing[looked_at] += MEANING_WEIGHT * np.maximum(similarities(view.file, wanted, docs[looked_at]), 0)
    return Match(docs, fusing)


def _looked_at(scores: Array, docs: Array, taken: Array) -> Array:
    """The places of those best by words and of those taken in."""
    if scores.size <= BEST_BY_WORDS:
        return np.arange(scores.size)
    best = np.argpartition(-scores, BEST_BY_WORDS)[:BEST_BY_WORDS]
    return np.union1d(best, np.searchsorted(docs, taken))
