"""Rank fusion of entries: as the Whoosh engine does it, with a look at every entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from catalogue.search.knowledge import Encoder, Vectors
from catalogue.search.meaning import (
    course_vectors,
    deviations_to_join,
    gist_cosines,
    min_nearest_cosine,
    usual_cosine,
)
from catalogue.search.memory.entry import Entry
from catalogue.search.memory.matching import AnyWord
from catalogue.search.ranking import FARTHEST_DEVIATIONS, WORDS_WEIGHT


def fused_by_meaning(
    encoder: Encoder, wanted: Vectors, entries: Sequence[Entry], found: Mapping[Entry, float], some: AnyWord
) -> dict[Entry, float]:
    """Return what was found by words together with the entries of similar meaning, with fused scores."""
    vectors = course_vectors(encoder, [entry.document for entry in entries])
    cosines = vectors @ wanted
    usual = usual_cosine(cosines, np.ones_like(cosines))
    deviations = dict(zip(entries, usual.deviations(cosines).tolist(), strict=True))
    others = {entry: deviations[entry] for entry in entries if entry not in found and entry not in some.excluded}
    bound = deviations_to_join(usual, np.array(list(others.values()), np.float32))
    nearest = float(gist_cosines(vectors, wanted).max())
    if nearest < min_nearest_cosine(any_word=some.any_word, any_content_word=some.any_content_word):
        others = {}
    best = max([*found.values(), *some.scores.values(), 0.0]) or 1.0
    joined = [entry for entry in entries if entry in found or others.get(entry, -np.inf) >= bound]
    return {
        entry: found.get(entry, some.scores[entry]) / best * some.shares[entry] * WORDS_WEIGHT
        + max(deviations[entry] - FARTHEST_DEVIATIONS, 0.0)
        for entry in joined
    }
