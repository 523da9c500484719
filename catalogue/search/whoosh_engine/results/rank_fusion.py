"""Rank fusion: courses with the words first, courses of similar meaning among and after them.

A document's score is its score by words, the best being worth 1, plus the weighted cosine of its meaning. Cosines are
computed for the documents that are best by words and for those nearest in meaning; they would not move the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from catalogue.search.knowledge import Vectors
from catalogue.search.ranking import MEANING_WEIGHT, MIN_MEANING_COSINE, min_cosine_to_join
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.segments.vectors import encoder_of, nearest, similarities

MAX_RESCORED_BY_WORDS = 300
"""Documents of a segment whose cosine is computed because they are the best by words."""


def fuse_by_meaning(
    views: Sequence[SegmentView],
    found: Sequence[Match],
    some: Sequence[Match],
    excluded: Sequence[Array],
    wanted: Vectors,
) -> list[Match]:
    """Return ``found`` with the courses of similar meaning joined in, a match per segment.

    ``some`` has the score of every document with any of the words, ``excluded`` the documents that must not join; both
    have an entry per segment.
    """
    near = [_near(view, match, each, wanted) for view, match, each in zip(views, found, excluded, strict=True)]
    min_cosine = min_cosine_to_join([score for match in near for score in match.scores.tolist()])
    best = max((float(match.scores.max()) for match in (*found, *some) if match.scores.size), default=0.0) or 1.0
    parts = zip(views, found, some, near, strict=True)
    return [_joined(view, match, each, close, min_cosine, best, wanted) for view, match, each, close in parts]


def _near(view: SegmentView, found: Match, excluded: Array, wanted: Vectors) -> Match:
    """Return the nearest live documents that are neither found yet nor excluded, with their cosines."""
    if not encoder_of(view.file):
        return Match.empty()
    documents, cosines = nearest(view.file, wanted)
    mask = (
        view.alive[documents]
        & (cosines >= MIN_MEANING_COSINE)
        & ~np.isin(documents, found.docs)
        & ~np.isin(documents, excluded)
    )
    return Match(documents[mask], cosines[mask])


def _joined(
    view: SegmentView, found: Match, some: Match, near: Match, min_cosine: float, best: float, wanted: Vectors
) -> Match:
    """Return one segment's fused match: the documents found, those joining by meaning, and the score of each."""
    joining = near.docs[near.scores >= min_cosine]
    scores, joined = np.zeros(view.file.documents), np.zeros(view.file.documents, bool)
    scores[some.docs] = some.scores
    scores[found.docs] = found.scores
    joined[found.docs] = joined[joining] = True
    docs = np.flatnonzero(joined)
    fused = scores.take(docs) / best
    if encoder_of(view.file):
        places = _rescored_places(fused, docs, joining)
        fused[places] += MEANING_WEIGHT * np.maximum(similarities(view.file, wanted, docs[places]), 0)
    return Match(docs, fused)


def _rescored_places(scores: Array, docs: Array, joining: Array) -> Array:
    """Return the places of the documents that are best by words and of those that joined."""
    if scores.size <= MAX_RESCORED_BY_WORDS:
        return np.arange(scores.size)
    best = np.argpartition(-scores, MAX_RESCORED_BY_WORDS)[:MAX_RESCORED_BY_WORDS]
    return np.union1d(best, np.searchsorted(docs, joining))
