"""Similar courses: they share a course's skill areas, its distinctive words, and its meaning in any language.

The words are chosen as Lucene's ``MoreLikeThis`` chooses them: by how often the course uses them and how few others do.
The course that shares most areas and words has the score 1, and the weighted cosine of the meanings is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

import numpy as np

from catalogue.search.analysis import folded, is_stop_word, stems, words
from catalogue.search.ranking import (
    AREA_WEIGHT,
    FIELD_WEIGHTS,
    MEANING_WEIGHT,
    MIN_SIMILAR_COURSE_COSINE,
    MIN_SIMILARITY_SHARE,
)
from catalogue.search.whoosh_engine.queries.statistics import IndexStatistics
from catalogue.search.whoosh_engine.results.ordering import smallest_keys_bound
from catalogue.search.whoosh_engine.schema import facet_field
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.facet_columns import facet_table
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.segments.vectors import encoder_of, nearest, similarities, vector_of

AREAS = "skill_area"
FIELDS = ("title", "keywords", "summary", "description")
MAX_COMPARED_WORDS = 12
"""Distinctive words of a course that are searched for."""
MAX_DESCRIPTION_CHARACTERS = 1_000
"""Characters of a description that say what it is about."""

_OCCURRENCES = {"title": 3, "summary": 2, "description": 1}
"""How many occurrences a word counts for by its field: one in the title reaches the full weight."""

_MIN_WORD_LETTERS = 3
_MAX_RESCORED_BY_WORDS = 300
"""Documents of a segment whose cosine is computed because they share most areas and words."""

SharedTerm = tuple[str, bytes, float]
"""A field, a term in it, and the weight of sharing it."""


class SimilarCourses:
    """Compares the courses of one snapshot of the index."""

    def __init__(self, views: Sequence[SegmentView], statistics: IndexStatistics) -> None:
        self._views, self._statistics = views, statistics

    def to(self, course: int, limit: int) -> tuple[int, ...]:
        """Return the ids of the most similar courses, the most similar first; equal ones by id."""
        found = self._place(course)
        if found is None:
            return ()
        terms = [*self._areas(*found), *self._words(*found)]
        shared = [self._scores(view, terms) for view in self._views]
        cosines = np.concatenate(
            [self._cosines(view, scores, *found) for view, scores in zip(self._views, shared, strict=True)]
        )
        ids = np.concatenate([view.file.column("id") for view in self._views])
        word_scores = np.where(ids == course, 0.0, np.concatenate(shared))
        word_scores /= word_scores.max() or 1.0
        cosines[ids == course] = 0.0
        candidates = np.flatnonzero(
            ((word_scores > 0) & (word_scores >= MIN_SIMILARITY_SHARE)) | (cosines >= MIN_SIMILAR_COURSE_COSINE)
        )
        fused = word_scores + MEANING_WEIGHT * np.maximum(cosines, 0)
        if candidates.size:
            candidates = candidates[-fused[candidates] <= smallest_keys_bound(-fused[candidates], limit)]
        order = np.lexsort((ids[candidates], -fused[candidates]))[:limit]
        return tuple(ids[candidates[order]].tolist())

    def _cosines(self, view: SegmentView, shared: Array, home: SegmentView, document: int) -> Array:
        """Return the cosine of each document's meaning and the course's: of the nearest documents and those that share
        most, else 0.0."""
        cosines = np.zeros(view.file.documents)
        wanted = vector_of(home.file, document)
        if wanted is None or encoder_of(view.file) != encoder_of(home.file):
            return cosines
        near, values = nearest(view.file, wanted)
        cosines[near] = values
        if shared.size > _MAX_RESCORED_BY_WORDS:
            best = np.argpartition(-shared, _MAX_RESCORED_BY_WORDS)[:_MAX_RESCORED_BY_WORDS]
            cosines[best] = similarities(view.file, wanted, best)
        return cosines * view.alive

    def _place(self, course: int) -> tuple[SegmentView, int] | None:
        for view in self._views:
            if (documents := view.documents_of(np.array([course]))).size:
                return view, int(documents[0])
        return None

    def _scores(self, view: SegmentView, terms: Sequence[SharedTerm]) -> Array:
        """Return the score by shared areas and words of each document; 0.0 if it is deleted."""
        scores = np.zeros(view.file.documents)
        for field, term, weight in terms:
            docs, posting_scores = self._statistics.scored(view.file, field, term)
            scores[docs] += weight * posting_scores
        return scores * view.alive

    def _areas(self, view: SegmentView, document: int) -> Iterator[SharedTerm]:
        """Yield the skill areas of a course. Their postings all score 1, so the rarity of an area is put into its
        weight."""
        field = facet_field(AREAS)
        for value in facet_table(view.file).values_of(AREAS, document):
            term = value.encode()
            yield field, term, AREA_WEIGHT * self._rarity(self._statistics.doc_frequency(field, term))

    def _words(self, view: SegmentView, document: int) -> Iterator[SharedTerm]:
        language = view.file.languages[int(view.file.column("language")[document])]
        stored = view.file.stored(document)
        used: Counter[bytes] = Counter()
        for name, times in _OCCURRENCES.items():
            for word in words(stored[name][:MAX_DESCRIPTION_CHARACTERS]):
                if len(word) >= _MIN_WORD_LETTERS and word.isalpha() and not is_stop_word(word, (language,)):
                    used[_form(word, language)] += times
        worth = {term: log(1 + times) * self._rarity(self._frequency(term)) for term, times in used.items()}
        for term in sorted(worth, key=lambda term: (-worth[term], term))[:MAX_COMPARED_WORDS]:
            share = min(used[term] / _OCCURRENCES["title"], 1.0)
            yield from ((name, term, share * FIELD_WEIGHTS[name] / FIELD_WEIGHTS["title"]) for name in FIELDS)

    def _frequency(self, term: bytes) -> int:
        return max(self._statistics.doc_frequency(name, term) for name in ("title", "description"))

    def _rarity(self, documents: int) -> float:
        """Return the inverse document frequency; 0.0 for a term that no other course has."""
        return log(1 + self._statistics.documents / documents) if documents > 1 else 0.0


def _form(word: str, language: str) -> bytes:
    """Return the stem, which all forms of the word share, else the word."""
    return (stems(word, language) or (folded(word),))[0].encode()
