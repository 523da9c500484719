"""Rank fusion: courses with the words first, courses of similar meaning among and after them.

A document's score is its weighted score by words, the best being worth 1, plus the standard deviations by which its
meaning is nearer to the question than usual. Cosines are computed for the documents that are best by words and for
those nearest in meaning; they would not move the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from catalogue.search.knowledge import Vectors
from catalogue.search.meaning import UsualCosine, deviations_to_join, usual_cosine
from catalogue.search.ranking import FARTHEST_DEVIATIONS, WORDS_WEIGHT
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.segments.vectors import (
    encoder_of,
    gist_similarities,
    nearest,
    sampled_documents,
    similarities,
)

MAX_RESCORED_BY_WORDS = 300
"""Documents of a segment whose cosine is computed because they are the best by words."""

MAX_COMPARED_BY_GIST = 10
"""Documents, nearest in meaning, whose gists tell whether a question means anything here."""


@dataclass(frozen=True, slots=True)
class WordScores:
    """A segment's documents ``found`` by their words and ``excluded`` by others; and of each document the score of any
    of the words, the share of the words that it has, and the factor of what it is."""

    found: Array
    scores: Array
    shares: Array
    factors: Array
    excluded: Array


def fuse_by_meaning(
    views: Sequence[SegmentView], words: Sequence[WordScores], wanted: Vectors, min_nearest_cosine: float
) -> list[Match]:
    """Return what the words found with the courses of similar meaning joined in, a match per segment; none join if the
    text of none of the nearest has this cosine with the question."""
    usual = _usual_cosine(views, wanted)
    near = [_near(view, each, wanted, usual) for view, each in zip(views, words, strict=True)]
    bound = deviations_to_join(usual, np.concatenate([match.scores for match in near]))
    if _nearest_gist(views, near, wanted) < min_nearest_cosine:
        near = [Match.empty() for _ in near]
    best = max((float(each.scores.max(initial=0.0)) for each in words), default=0.0) or 1.0
    parts = zip(views, words, near, strict=True)
    return [_joined(view, each, match.docs[match.scores >= bound], best, wanted, usual) for view, each, match in parts]


def _usual_cosine(views: Sequence[SegmentView], wanted: Vectors) -> UsualCosine:
    cosines, weights = [np.empty(0, np.float32)], [np.empty(0, np.float32)]
    for view in views:
        if encoder_of(view.file) and (sample := sampled_documents(view)).size:
            cosines.append(similarities(view.file, wanted, sample))
            weights.append(np.full(sample.size, view.live_count / sample.size, np.float32))
    return usual_cosine(np.concatenate(cosines), np.concatenate(weights))


def _near(view: SegmentView, words: WordScores, wanted: Vectors, usual: UsualCosine) -> Match:
    """Return the nearest live documents that are neither found yet nor excluded, with their deviations."""
    if not encoder_of(view.file):
        return Match.empty()
    documents, cosines = nearest(view.file, wanted)
    taken = np.zeros(view.file.documents, bool)
    taken[words.found] = taken[words.excluded] = True
    mask = view.alive[documents] & ~taken[documents]
    return Match(documents[mask], usual.deviations(cosines[mask]))


def _nearest_gist(views: Sequence[SegmentView], near: Sequence[Match], wanted: Vectors) -> float:
    """Return the cosine with the nearest gist among the nearest documents."""
    found = [0.0]
    for view, match in zip(views, near, strict=True):
        first = match.docs[np.argsort(-match.scores)[:MAX_COMPARED_BY_GIST]]
        found += gist_similarities(view.file, wanted, first).tolist() if first.size else []
    return max(found)


def _joined(
    view: SegmentView, words: WordScores, joining: Array, best: float, wanted: Vectors, usual: UsualCosine
) -> Match:
    """Return one segment's fused match: the documents found, those joining by meaning, and the score of each."""
    joined = np.zeros(view.file.documents, bool)
    joined[words.found] = joined[joining] = True
    docs = np.flatnonzero(joined)
    fused = words.scores.take(docs) * words.shares.take(docs) / best * WORDS_WEIGHT
    if encoder_of(view.file):
        places = _rescored_places(fused, docs, joining)
        deviations = usual.deviations(similarities(view.file, wanted, docs[places]))
        liked = np.log(words.factors.take(docs[places]))
        fused[places] += np.maximum(deviations + liked - FARTHEST_DEVIATIONS, 0)
    return Match(docs, fused)


def _rescored_places(scores: Array, docs: Array, joining: Array) -> Array:
    """Return the places of the documents that are best by words and of those that joined."""
    if scores.size <= MAX_RESCORED_BY_WORDS:
        return np.arange(scores.size)
    best = np.argpartition(-scores, MAX_RESCORED_BY_WORDS)[:MAX_RESCORED_BY_WORDS]
    return np.union1d(best, np.searchsorted(docs, joining))
