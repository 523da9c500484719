"""A Whoosh query tree evaluated over a segment's arrays, a whole posting list at a time.

The answer is that of Whoosh's matchers with BM25F: the same documents, the same scores. A node without an array form is
handed to Whoosh, which reads the same segment through ``codec``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from whoosh import query

from catalogue.search.whoosh_engine.queries.dis_max import BestOf
from catalogue.search.whoosh_engine.queries.statistics import IndexStatistics
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import NO_DOCS, SegmentFile


@dataclass(frozen=True, slots=True)
class Match:
    """Documents of one segment, ascending, each with its score."""

    docs: Array
    scores: Array

    @classmethod
    def nothing(cls) -> Match:
        return cls(NO_DOCS, np.empty(0))


class _Total:
    """Scores added up over a whole segment, an array slot per document."""

    def __init__(self, documents: int) -> None:
        self._scores, self._hit = np.zeros(documents), np.zeros(documents, bool)

    def add(self, match: Match) -> None:
        self._scores[match.docs] += match.scores
        self._hit[match.docs] = True

    def add_best(self, matches: Sequence[Match]) -> None:
        """Add the highest of the scores that these give a document."""
        if len(matches) == 1:
            self.add(matches[0])
        elif matches:
            best = np.zeros(self._scores.size)
            best[matches[0].docs] = matches[0].scores
            for match in matches[1:]:
                best[match.docs] = np.maximum(best.take(match.docs), match.scores)
            for match in matches:
                self._hit[match.docs] = True
            self._scores += best

    def match(self) -> Match:
        docs = np.flatnonzero(self._hit)
        return Match(docs, self._scores.take(docs))


Fallback = Callable[[query.Query], Match]


class Evaluator:
    """Evaluates query trees on one segment; deleted documents are still in the answer. For one thread."""

    def __init__(self, file: SegmentFile, statistics: IndexStatistics, fallback: Fallback) -> None:
        self._file, self._statistics, self._fallback = file, statistics, fallback

    def match(self, node: query.Query) -> Match:
        form = _ARRAY_FORMS.get(type(node))
        return form(self, node) if form else self._fallback(node)

    def term(self, node: query.Term) -> Match:
        text = node.text if isinstance(node.text, bytes) else node.text.encode(errors="replace")
        found = self._term(node.fieldname, text)
        return found if node.boost == 1.0 else Match(found.docs, found.scores * node.boost)

    def _term(self, name: str, text: bytes) -> Match:
        return Match(*self._statistics.scored(self._file, name, text))

    def either(self, node: query.Or) -> Match:
        total = _Total(self._file.documents)
        for child in node.subqueries:
            if isinstance(child, BestOf):
                self._best_terms(child, total)
            else:
                total.add(self.match(child))
        return self._boosted(node, total.match())

    def best_of(self, node: BestOf) -> Match:
        total = _Total(self._file.documents)
        self._best_terms(node, total)
        return total.match()

    def _best_terms(self, node: BestOf, total: _Total) -> None:
        """Add what a node is worth to a total, without making a match of it first."""
        matches = [match for child in node.subqueries if (match := self.match(child)).docs.size]
        total.add_best([self._boosted(node, match) for match in matches])

    def every_one(self, node: query.And) -> Match:
        children = sorted((self.match(child) for child in node.subqueries), key=lambda match: match.docs.size)
        return self._boosted(node, reduce(self._both, children) if children else Match.nothing())

    def no_match_of(self, node: query.Not) -> Match:
        return self._without(self._everything(), self.match(node.query))

    def and_maybe(self, node: query.AndMaybe) -> Match:
        required, optional = self.match(node.a), self.match(node.b)
        if not required.docs.size or not optional.docs.size:
            return required
        return Match(required.docs, required.scores + self._aligned(optional, required.docs))

    def every(self, node: query.Every) -> Match:
        return self._boosted(node, self._everything()) if node.fieldname is None else self._fallback(node)

    def nothing(self, node: query.Query) -> Match:
        return Match.nothing()

    def phrase(self, node: query.Phrase) -> Match:
        """Words at consecutive positions of one field; scored as the sum of the words, like Whoosh's span matcher."""
        if node.slop != 1 or len(node.words) < 2:
            return self._fallback(node)
        terms = [self.term(query.Term(node.fieldname, word)) for word in node.words]
        together = reduce(_shared, sorted((term.docs for term in terms), key=len))
        if not together.size:
            return Match.nothing()
        places = [self._places(node.fieldname, word, together) - shift for shift, word in enumerate(node.words)]
        starts = reduce(_shared, sorted(places, key=len))
        docs = np.unique(starts >> 17).astype(np.int32)
        scores = reduce(np.add, [self._aligned(term, docs) for term in terms])
        return self._boosted(node, Match(docs, scores))

    def _places(self, name: str, word: str, documents: Array) -> Array:
        """Every occurrence in documents that have the word as one number, ascending: the document, then the position
        with a bit to spare for shifting below nought."""
        field = self._file.field(name)
        row = field.row(word.encode(errors="replace"))
        ends = np.cumsum(field.frequencies[field.span(row)], dtype=np.int64)
        postings = np.searchsorted(field.docs[field.span(row)], documents)
        times = field.frequencies[field.span(row)][postings].astype(np.int64)
        upto = np.cumsum(times)
        wanted = np.repeat(ends[postings] - upto, times) + np.arange(upto[-1])
        where: Array = (np.repeat(documents.astype(np.int64), times) << 17) + (1 << 16) + field.positions(row)[wanted]
        return where

    def _boosted(self, node: Any, match: Match) -> Match:
        return match if node.boost == 1.0 else Match(match.docs, match.scores * node.boost)

    def _everything(self) -> Match:
        return Match(np.arange(self._file.documents, dtype=np.int32), np.ones(self._file.documents))

    def _both(self, fewer: Match, more: Match) -> Match:
        places = np.searchsorted(more.docs, fewer.docs)
        shared = _found_at(more.docs, fewer.docs, places)
        return Match(fewer.docs[shared], fewer.scores[shared] + more.scores[places[shared]])

    def _without(self, match: Match, unwanted: Match) -> Match:
        kept = ~_found_at(unwanted.docs, match.docs, np.searchsorted(unwanted.docs, match.docs))
        return Match(match.docs[kept], match.scores[kept])

    def _aligned(self, match: Match, docs: Array) -> Array:
        """The match's scores for these documents, nought where it has none."""
        places = np.searchsorted(match.docs, docs)
        shared = _found_at(match.docs, docs, places)
        scores = np.zeros(docs.size)
        scores[shared] = match.scores[places[shared]]
        return scores


def _shared(fewer: Array, more: Array) -> Array:
    """What is in both of two ascending arrays."""
    both: Array = fewer[_found_at(more, fewer, np.searchsorted(more, fewer))]
    return both


def _found_at(haystack: Array, needles: Array, places: Array) -> Array:
    """Whether each needle is in the sorted haystack, given where it would be inserted."""
    if not haystack.size:
        return np.zeros(needles.size, bool)
    found: Array = haystack[np.minimum(places, haystack.size - 1)] == needles
    return found


_ARRAY_FORMS: dict[type, Callable[[Evaluator, Any], Match]] = {
    query.Term: Evaluator.term,
    query.Or: Evaluator.either,
    BestOf: Evaluator.best_of,
    query.And: Evaluator.every_one,
    query.Not: Evaluator.no_match_of,
    query.AndMaybe: Evaluator.and_maybe,
    query.Every: Evaluator.every,
    query.Phrase: Evaluator.phrase,
    type(query.NullQuery): Evaluator.nothing,
}
