"""The documents that match a question in every segment: those with all of its words, or, if no course has them all,
those with the most of them; joined, where there is an encoder, by courses of similar meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from whoosh import query

from catalogue.search.knowledge import Vectors
from catalogue.search.meaning import min_nearest_cosine, question_vector
from catalogue.search.question import Question
from catalogue.search.ranking import Signals
from catalogue.search.reader import Reader
from catalogue.search.whoosh_engine.queries.evaluation import Evaluator, Match
from catalogue.search.whoosh_engine.queries.query_builder import QueryBuilder
from catalogue.search.whoosh_engine.queries.whoosh_matchers import matched_by_whoosh
from catalogue.search.whoosh_engine.results.boosts import (
    apply_boosts,
    boost_exact_titles,
    factors_of,
    in_own_languages,
)
from catalogue.search.whoosh_engine.results.rank_fusion import WordScores, fuse_by_meaning
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ResultSet:
    """A match per segment, in the snapshot's order, deleted documents left out. ``partial`` if no course has every
    word; ``with_words`` are those that did not join for their meaning alone, None if none did."""

    matches: Sequence[Match]
    partial: bool = False
    with_words: Sequence[Match] | None = None

    def has_words(self, segment: int, document: int) -> bool:
        """Return whether a document of the result set is there for its words."""
        if self.with_words is None:
            return True
        docs = self.with_words[segment].docs
        place = int(np.searchsorted(docs, document))
        return place < docs.size and bool(docs[place] == document)

    @property
    def total(self) -> int:
        return sum(match.docs.size for match in self.matches)


class QuestionMatcher:
    """Matches a question against one snapshot of the index, for a reader."""

    def __init__(self, snapshot: Snapshot, question: Question, reader: Reader, signals: Signals) -> None:
        self._views, self._question, self._reader, self._signals = snapshot.views, question, reader, signals
        self.query_builder = QueryBuilder(
            snapshot.languages | {reader.language}, [view.file for view in snapshot.views], signals
        )
        self._required, self._optional = self.query_builder.required(question), self.query_builder.optional(question)
        self._excluded = self.query_builder.excluded(question)
        self._only_function_words = self.query_builder.has_only_stop_words(question)
        self._found: ResultSet | None = None
        self._evaluators = [
            Evaluator(view.file, snapshot.statistics, matched_by_whoosh(snapshot, place))
            for place, view in enumerate(snapshot.views)
        ]

    def words(self) -> ResultSet:
        """Return what has the words, with scores by BM25F alone."""
        if self._found is None:
            self._found = ResultSet(*self._words())
        return self._found

    def by_words(self) -> ResultSet:
        """Return what has the words, with scores boosted by the signals."""
        found = self.words()
        return ResultSet(self._boosted(found.matches), found.partial)

    def by_meaning(self, encoded: Vectors) -> ResultSet:
        """Return what has the words together with what is near in meaning to the encoded question, in one ranking."""
        found = self.words()
        boosted = self._boosted(found.matches)
        scores = [
            self._scores(*parts, found.partial) for parts in zip(self._evaluators, self._views, boosted, strict=True)
        ]
        covered = any(each.shares.any() for each in scores)
        bound = min_nearest_cosine(
            any_word=covered or bool(self._optional), any_content_word=covered and not self._only_function_words
        )
        fused = fuse_by_meaning(self._views, scores, question_vector(encoded), bound)
        return ResultSet(fused, found.partial, found.matches)

    def _scores(self, evaluator: Evaluator, view: SegmentView, found: Match, partial: bool) -> WordScores:
        """Return one segment's scores by words."""
        factors = factors_of(view.file, self._reader, self._signals)
        scores, shares = self._any_words(evaluator, view.file.documents)
        scores *= factors
        scores[found.docs] = found.scores
        if not partial:
            shares[found.docs] = 1.0
        excluded = evaluator.match(query.Or(self._excluded)).docs
        return WordScores(found.docs, scores, shares, factors, excluded)

    def _any_words(self, evaluator: Evaluator, documents: int) -> tuple[Array, Array]:
        """Return each document's score of any of the words, and the share of the words that it has; of a single word
        nothing, as whatever has it is found."""
        scores, covered = np.zeros(documents), np.zeros(documents)
        if len(self._required) + len(self._optional) == 1:
            return scores, covered
        for place, clause in enumerate((*self._required, *self._optional)):
            match = evaluator.match(clause)
            scores[match.docs] += match.scores
            covered[match.docs] += place < len(self._required)
        return scores, covered / max(len(self._required), 1)

    def _words(self) -> tuple[list[Match], bool]:
        found = self._matched(boolean_query(self._required, self._optional, self._excluded))
        partial = len(self._required) > 1 and not any(match.docs.size for match in found)
        if partial:
            found = self._most_words()
        return found, partial and any(match.docs.size for match in found)

    def _most_words(self) -> list[Match]:
        """Return the documents that satisfy the largest number of clauses any document satisfies."""
        found = self._matched(boolean_query([query.Or(list(self._required))], (), self._excluded))
        covered = []
        for each, view, match in zip(self._evaluators, self._views, found, strict=True):
            clauses = np.concatenate([each.match(clause).docs for clause in self._required])
            covered.append(np.bincount(clauses, minlength=view.file.documents)[match.docs])
        most_covered = max((int(counts.max()) for counts in covered if counts.size), default=0)
        masks = [counts == most_covered for counts in covered]
        return [Match(match.docs[mask], match.scores[mask]) for match, mask in zip(found, masks, strict=True)]

    def _matched(self, whole: query.Query) -> list[Match]:
        return [
            _without_deleted(each.match(whole), view) for each, view in zip(self._evaluators, self._views, strict=True)
        ]

    def _boosted(self, found: Sequence[Match]) -> Sequence[Match]:
        """Return the matches with scores boosted by the signals; without words to match all scores stay equal."""
        if not self._question.wanted:
            return found
        if self._signals.exact_title and (literal := self.query_builder.literal_title(self._question)) is not None:
            parts = zip(found, self._evaluators, self._views, strict=True)
            found = [boost_exact_titles(match, self._exact(literal, each, view)) for match, each, view in parts]
        return [apply_boosts(match, view.file, self._reader, self._signals) for match, view in self._with_views(found)]

    def _exact(self, literal: query.Query, evaluator: Evaluator, view: SegmentView) -> Array:
        """Return the documents whose titles say the question."""
        exact = evaluator.match(literal).docs
        is_one_word = len(self._question.clauses) == 1 and self._signals.own_language
        return in_own_languages(exact, view.file, self._reader) if is_one_word else exact

    def _with_views(self, found: Sequence[Match]) -> zip[tuple[Match, SegmentView]]:
        return zip(found, self._views, strict=True)


def boolean_query(
    required: Sequence[query.Query], optional: Sequence[query.Query], excluded: Sequence[query.Query]
) -> query.Query:
    """Return the query for documents with all of ``required``, scored higher with any of ``optional``, and with none of
    ``excluded``.

    Not with ``AndNot``: when its first document comes after the first excluded one, Whoosh's matcher lets it through.
    """
    whole: query.Query = query.And(list(required)) if required else query.Every()
    if optional:
        whole = query.AndMaybe(whole, query.Or(list(optional)))
    return query.And([whole, query.Not(query.Or(list(excluded)))]) if excluded else whole


def _without_deleted(match: Match, view: SegmentView) -> Match:
    """Return the match without deleted documents."""
    if view.live_count == view.file.documents:
        return match
    mask = view.alive[match.docs]
    return Match(match.docs[mask], match.scores[mask])
