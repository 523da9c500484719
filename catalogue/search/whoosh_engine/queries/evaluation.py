"""A Whoosh query tree evaluated over a segment's arrays, a whole posting list at a time.

The result is that of Whoosh's matchers with BM25F: the same documents, the same scores. A node without an array form is
evaluated by Whoosh, which reads the same segment through ``codec``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from whoosh import query

from catalogue.search.whoosh_engine.queries.dis_max import DisMax
from catalogue.search.whoosh_engine.queries.statistics import IndexStatistics
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import NO_DOCS, SegmentFile


@dataclass(frozen=True, slots=True)
class Match:
    """Documents of one segment, ascending, each with its score."""

    docs: Array
    scores: Array

    @classmethod
    def empty(cls) -> Match:
        """Return a match without documents."""
        return cls(NO_DOCS, np.empty(0))


class _ScoreAccumulator:
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
    """Evaluates query trees on one segment; deleted documents are still among the results. For one thread."""

    def __init__(self, file: SegmentFile, statistics: IndexStatistics, fallback: Fallback) -> None:
        self._file, self._statistics, self._fallback = file, statistics, fallback

    def match(self, node: query.Query) -> Match:
        """Return the documents and scores of a query node, by its array form or else by Whoosh."""
        form = _ARRAY_FORMS.get(type(node))
        return form(self, node) if form else self._fallback(node)

    def term(self, node: query.Term) -> Match:
        """Return the posting list of a term with its scores."""
        text = node.text if isinstance(node.text, bytes) else node.text.encode(errors="replace")
        found = self._term(node.fieldname, text)
        return found if node.boost == 1.0 else Match(found.docs, found.scores * node.boost)

    def _term(self, name: str, text: bytes) -> Match:
        return Match(*self._statistics.scored(self._file, name, text))

    def disjunction(self, node: query.Or) -> Match:
        """Return what matches any child, with the sum of their scores."""
        total = _ScoreAccumulator(self._file.documents)
        for child in node.subqueries:
            if isinstance(child, DisMax):
                self._best_terms(child, total)
            else:
                total.add(self.match(child))
        return self._boosted(node, total.match())

    def dis_max(self, node: DisMax) -> Match:
        """Return what matches any child, with the best of their scores."""
        total = _ScoreAccumulator(self._file.documents)
        self._best_terms(node, total)
        return total.match()

    def _best_terms(self, node: DisMax, total: _ScoreAccumulator) -> None:
        """Add the scores of a dis_max node to a total, without building its match first."""
        matches = [match for child in node.subqueries if (match := self.match(child)).docs.size]
        total.add_best([self._boosted(node, match) for match in matches])

    def conjunction(self, node: query.And) -> Match:
        """Return what matches every child, with the sum of their scores."""
        children = sorted((self.match(child) for child in node.subqueries), key=lambda match: match.docs.size)
        return self._boosted(node, reduce(self._intersection, children) if children else Match.empty())

    def negation(self, node: query.Not) -> Match:
        """Return what does not match the child."""
        return self._difference(self._all_documents(), self.match(node.query))

    def and_maybe(self, node: query.AndMaybe) -> Match:
        """Return what matches the first child, with the scores of the second added."""
        required, optional = self.match(node.a), self.match(node.b)
        if not required.docs.size or not optional.docs.size:
            return required
        return Match(required.docs, required.scores + self._aligned(optional, required.docs))

    def match_all(self, node: query.Every) -> Match:
        """Return every document with the score 1.0."""
        return self._boosted(node, self._all_documents()) if node.fieldname is None else self._fallback(node)

    def match_none(self, node: query.Query) -> Match:
        """Return nothing."""
        return Match.empty()

    def phrase(self, node: query.Phrase) -> Match:
        """Return documents with the words at consecutive positions of one field, scored by the sum of the words as in
        Whoosh's span matcher."""
        if node.slop != 1 or len(node.words) < 2:
            return self._fallback(node)
        terms = [self.term(query.Term(node.fieldname, word)) for word in node.words]
        together = reduce(_shared, sorted((term.docs for term in terms), key=len))
        if not together.size:
            return Match.empty()
        places = [self._places(node.fieldname, word, together) - shift for shift, word in enumerate(node.words)]
        starts = reduce(_shared, sorted(places, key=len))
        docs = np.unique(starts >> 17).astype(np.int32)
        scores = reduce(np.add, [self._aligned(term, docs) for term in terms])
        return self._boosted(node, Match(docs, scores))

    def _places(self, name: str, word: str, documents: Array) -> Array:
        """Return every occurrence of a word, in documents that have it, as one ascending number: the document, then the
        position with a bit to spare for shifting below zero."""
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

    def _all_documents(self) -> Match:
        return Match(np.arange(self._file.documents, dtype=np.int32), np.ones(self._file.documents))

    def _intersection(self, fewer: Match, more: Match) -> Match:
        places = np.searchsorted(more.docs, fewer.docs)
        shared = _found_at(more.docs, fewer.docs, places)
        return Match(fewer.docs[shared], fewer.scores[shared] + more.scores[places[shared]])

    def _difference(self, match: Match, unwanted: Match) -> Match:
        mask = ~_found_at(unwanted.docs, match.docs, np.searchsorted(unwanted.docs, match.docs))
        return Match(match.docs[mask], match.scores[mask])

    def _aligned(self, match: Match, docs: Array) -> Array:
        """Return the match's scores for these documents, 0.0 where it has none."""
        places = np.searchsorted(match.docs, docs)
        shared = _found_at(match.docs, docs, places)
        scores = np.zeros(docs.size)
        scores[shared] = match.scores[places[shared]]
        return scores


def _shared(fewer: Array, more: Array) -> Array:
    """Return what is in both of two ascending arrays."""
    both: Array = fewer[_found_at(more, fewer, np.searchsorted(more, fewer))]
    return both


def _found_at(haystack: Array, needles: Array, places: Array) -> Array:
    """Return whether each needle is in the sorted haystack, given where it would be inserted."""
    if not haystack.size:
        return np.zeros(needles.size, bool)
    found: Array = haystack[np.minimum(places, haystack.size - 1)] == needles
    return found


_ARRAY_FORMS: dict[type, Callable[[Evaluator, Any], Match]] = {
    query.Term: Evaluator.term,
    query.Or: Evaluator.disjunction,
    DisMax: Evaluator.dis_max,
    query.And: Evaluator.conjunction,
    query.Not: Evaluator.negation,
    query.AndMaybe: Evaluator.and_maybe,
    query.Every: Evaluator.match_all,
    query.Phrase: Evaluator.phrase,
    type(query.NullQuery): Evaluator.match_none,
}
