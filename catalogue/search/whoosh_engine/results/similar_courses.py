"""Courses like a given one: they share its skill areas, the words that set it apart, and what it means in any language.

The words are chosen as Lucene's ``MoreLikeThis`` chooses them: by how often the course uses them and how few others do.
What shares most areas and words is worth 1, and the cosine of the meanings comes on top, as it does in a search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

import numpy as np

from catalogue.search.analysis import folded, is_stop_word, stems, words
from catalogue.search.ranking import ALIKE_COURSES, AREA_WEIGHT, FIELD_WEIGHTS, LEAST_LIKENESS, MEANING_WEIGHT
from catalogue.search.whoosh_engine.queries.statistics import IndexStatistics
from catalogue.search.whoosh_engine.results.ordering import bound
from catalogue.search.whoosh_engine.schema import facet_field
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.facet_columns import facet_table
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.segments.vectors import encoder_of, nearest, similarities, vector_of

AREAS = "skill_area"
FIELDS = ("title", "keywords", "summary", "description")
MOST_WORDS = 12
READ = 1_000
"""Characters of a description that say what it is about."""

_OCCURRENCES = {"title": 3, "summary": 2, "description": 1}
"""What a word counts for where it stands: one of the title alone is worth as much as any can be."""

_SHORTEST = 3
_BEST_BY_WORDS = 300
"""Documents of a segment whose meaning is compared because they share most areas and words."""

Sign = tuple[str, bytes, float]
"""A field, a term in it, and what sharing it is worth."""


class Likeness:
    """Compares courses of one state of the index."""

    def __init__(self, views: Sequence[SegmentView], statistics: IndexStatistics) -> None:
        self._views, self._statistics = views, statistics

    def of(self, course: int, limit: int) -> tuple[int, ...]:
        """Ids, likest first; equally like ones by id."""
        found = self._place(course)
        if found is None:
            return ()
        signs = [*self._areas(*found), *self._words(*found)]
        shared = [self._scores(view, signs) for view in self._views]
        meant = np.concatenate(
            [self._cosines(view, scores, *found) for view, scores in zip(self._views, shared, strict=True)]
        )
        ids = np.concatenate([view.file.column("id") for view in self._views])
        words = np.where(ids == course, 0.0, np.concatenate(shared))
        words /= words.max() or 1.0
        meant[ids == course] = 0.0
        like = np.flatnonzero(((words > 0) & (words >= LEAST_LIKENESS)) | (meant >= ALIKE_COURSES))
        likeness = words + MEANING_WEIGHT * np.maximum(meant, 0)
        if like.size:
            like = like[-likeness[like] <= bound(-likeness[like], limit)]
        order = np.lexsort((ids[like], -likeness[like]))[:limit]
        return tuple(ids[like[order]].tolist())

    def _cosines(self, view: SegmentView, shared: Array, home: SegmentView, document: int) -> Array:
        """How near each meaning is to the course's: of the nearest documents and those that share most, else nought."""
        cosines = np.zeros(view.file.documents)
        wanted = vector_of(home.file, document)
        if wanted is None or encoder_of(view.file) != encoder_of(home.file):
            return cosines
        near, values = nearest(view.file, wanted)
        cosines[near] = values
        if shared.size > _BEST_BY_WORDS:
            best = np.argpartition(-shared, _BEST_BY_WORDS)[:_BEST_BY_WORDS]
            cosines[best] = similarities(view.file, wanted, best)
        return cosines * view.alive

    def _place(self, course: int) -> tuple[SegmentView, int] | None:
        for view in self._views:
            if (documents := view.documents_of(np.array([course]))).size:
                return view, int(documents[0])
        return None

    def _scores(self, view: SegmentView, signs: Sequence[Sign]) -> Array:
        """What each document shares with the course; nought if it is deleted."""
        scores = np.zeros(view.file.documents)
        for field, term, weight in signs:
            docs, worth = self._statistics.scored(view.file, field, term)
            scores[docs] += weight * worth
        return scores * view.alive

    def _areas(self, view: SegmentView, document: int) -> Iterator[Sign]:
        """Postings of a facet are worth one each, so the rarity of the area is put into the weight."""
        field = facet_field(AREAS)
        for value in facet_table(view.file).values_of(AREAS, document):
            term = value.encode()
            yield field, term, AREA_WEIGHT * self._rarity(self._statistics.doc_frequency(field, term))

    def _words(self, view: SegmentView, document: int) -> Iterator[Sign]:
        language = view.file.languages[int(view.file.column("language")[document])]
        stored = view.file.stored(document)
        used: Counter[bytes] = Counter()
        for name, times in _OCCURRENCES.items():
            for word in words(stored[name][:READ]):
                if len(word) >= _SHORTEST and word.isalpha() and not is_stop_word(word, (language,)):
                    used[_form(word, language)] += times
        worth = {term: log(1 + times) * self._rarity(self._frequency(term)) for term, times in used.items()}
        for term in sorted(worth, key=lambda term: (-worth[term], term))[:MOST_WORDS]:
            share = min(used[term] / _OCCURRENCES["title"], 1.0)
            yield from ((name, term, share * FIELD_WEIGHTS[name] / FIELD_WEIGHTS["title"]) for name in FIELDS)

    def _frequency(self, term: bytes) -> int:
        return max(self._statistics.doc_frequency(name, term) for name in ("title", "description"))

    def _rarity(self, documents: int) -> float:
        """Inverse document frequency; a term that no other course has tells nothing."""
        return log(1 + self._statistics.documents / documents) if documents > 1 else 0.0


def _form(word: str, language: str) -> bytes:
    """The stem, which all forms of the word share, else the word."""
    return (stems(word, language) or (folded(word),))[0].encode()
