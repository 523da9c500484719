"""The in-memory engine of the search port."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from catalogue.search.analysis import base_language
from catalogue.search.documents import CourseDocument
from catalogue.search.fingerprint import fingerprint
from catalogue.search.knowledge import Knowledge
from catalogue.search.meaning import question_vector
from catalogue.search.memory.entry import Entry
from catalogue.search.memory.matching import corrected, languages_of, matched, scored_by_any_word, vocabulary
from catalogue.search.memory.rank_fusion import fused_by_meaning
from catalogue.search.memory.result_page import facets, hits, newest_for, order, relaxations
from catalogue.search.port import (
    Changes,
    IndexStatus,
    RebuildRefused,
    Scope,
    SearchPage,
    SearchRequest,
    Sort,
    Suggestions,
)
from catalogue.search.question import Question
from catalogue.search.reader import Reader
from catalogue.search.rebuild_guard import needs_force
from catalogue.search.spelling import (
    MIN_RESULTS_UNCORRECTED,
    SpellingVocabulary,
    complete_last_word,
    title_question,
    typed_words,
)


class MemoryEngine:
    """A search engine that keeps documents in a dictionary. It matches, counts and sorts as the Whoosh engine does; its
    scores are simpler."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._documents: Mapping[int, Entry] = {}
        self._knowledge = knowledge or Knowledge()
        self._writing = threading.RLock()
        self._changes = 0

    def search(self, request: SearchRequest) -> SearchPage:
        """Return the page of a request, by looking at every document."""
        began = time.perf_counter()
        entries = list(self._documents.values())
        question = self._knowledge.question(request)
        found, by_words, partial, suggestion = self._find(entries, request, question)
        if request.scope is not None:
            inside = self._inside(entries, request.scope, request.language)
            found = {entry: score for entry, score in found.items() if entry.document.id in inside}
        left = [entry for entry in found if entry.has(request.filters, request.limits)]
        return SearchPage(
            total=len(left),
            hits=hits(
                left,
                self._ordered(left, found, request, question),
                by_words,
                request,
                question,
                languages_of(entries, request),
            ),
            facets=facets(list(found), request),
            suggestion=suggestion,
            took_ms=(time.perf_counter() - began) * 1000,
            partial=partial,
            relaxations=() if left else relaxations(found, request),
        )

    def _ordered(
        self, left: Sequence[Entry], found: Mapping[Entry, float], request: SearchRequest, question: Question
    ) -> Mapping[Entry, float]:
        """Return the scores of what is left: without words to match by its day, for a reader who said what he reads."""
        if question.wanted or not request.reads:
            return found
        return {entry: newest_for(entry, request.reader, self._knowledge.signals) for entry in left}

    def _find(
        self, entries: Sequence[Entry], request: SearchRequest, question: Question
    ) -> tuple[dict[Entry, float], Collection[Entry], bool, str | None]:
        """Return what is found with its scores, what of that has the words, whether only some of them, and a correction
        worth offering."""
        by_words, partial = matched(entries, question, request.reader, self._knowledge.signals)
        suggestion = None
        if question.wanted and (partial or len(by_words) < MIN_RESULTS_UNCORRECTED):
            suggestion = corrected(entries, request, question, self._spelling(entries, request.language))
        found = by_words
        if request.exact or not suggestion:
            found = self._with_meaning(entries, by_words, request, question)
        return found, by_words, partial, suggestion

    def _inside(self, entries: Sequence[Entry], scope: Scope, language: str) -> set[int]:
        inside = set(scope.include)
        for rule in scope.rules:
            asked = SearchRequest(text=rule.text, language=language)
            found = self._find(entries, asked, self._knowledge.question(asked))[0]
            inside |= {entry.document.id for entry in found if entry.has(rule.filters, rule.limits)}
        return inside - scope.exclude

    def _with_meaning(
        self, entries: Sequence[Entry], found: dict[Entry, float], request: SearchRequest, question: Question
    ) -> dict[Entry, float]:
        """Return what was found together with the courses of similar meaning, with fused scores."""
        meaning, encoder = self._knowledge.meaning(request, question), self._knowledge.encoder
        if meaning is None or encoder is None or not entries:
            return found
        some = scored_by_any_word(entries, question, request.reader, self._knowledge.signals)
        return fused_by_meaning(encoder, question_vector(meaning), entries, found, some)

    def suggest(self, prefix: str, language: str, limit: int = 8) -> Suggestions:
        """Return courses by their titles, in the order of a search, and completions."""
        entries, typed = list(self._documents.values()), typed_words(prefix)
        if not typed:
            return Suggestions()
        found, partial = matched(
            entries, title_question(typed), Reader(base_language(language)), self._knowledge.signals
        )
        best = sorted(found, key=order(Sort.RELEVANCE, found, SearchRequest()))[:limit]
        return Suggestions(
            courses=[] if partial else [entry.document.id for entry in best],
            texts=complete_last_word(typed, self._spelling(entries, language), limit),
        )

    def _spelling(self, entries: Sequence[Entry], language: str) -> SpellingVocabulary:
        reader = base_language(language)
        return vocabulary(entries, reader, self._knowledge.trade_words(reader))

    def similar(self, course: int, limit: int = 6) -> Sequence[int]:
        """Return the courses that share most subjects with one, the most similar first."""
        entries = dict(self._documents)
        if course not in entries:
            return ()
        own = entries.pop(course).subjects
        shared = {number: len(own & entry.subjects) for number, entry in entries.items()}
        return sorted((number for number in shared if shared[number]), key=lambda each: (-shared[each], each))[:limit]

    def apply(self, changes: Changes) -> None:
        """Index the changes."""
        with self._writing:
            remaining = {
                number: entry for number, entry in self._documents.items() if number not in set(changes.deletions)
            }
            self._documents = remaining | {document.id: Entry(document) for document in changes.upserts}
            self._changes += 1

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock that ``apply`` and ``rebuild`` take; a thread may take it again."""
        with self._writing:
            yield

    def closest(self, course: int, limit: int) -> Sequence[tuple[int, float]]:
        """Return nothing: this engine compares no vectors of courses."""
        return ()

    def without_meaning(self, limit: int) -> Sequence[int]:
        """Return nothing: this engine encodes courses whenever it compares them."""
        return ()

    def rebuild(self, documents: Iterable[CourseDocument], force: bool = False) -> int:
        """Replace all documents and return their number. Raise ``RebuildRefused`` if it differs by too much without
        ``force``."""
        with self._writing:
            fresh = {document.id: Entry(document) for document in documents}
            if not force and needs_force(len(self._documents), len(fresh)):
                raise RebuildRefused(len(self._documents), len(fresh))
            self._documents = fresh
            self._changes += 1
            return len(fresh)

    def version(self) -> str:
        """Return the number of changes so far."""
        return str(self._changes)

    def status(self, thorough: bool = False) -> IndexStatus:
        """Return the number of documents; nothing can be wrong with them."""
        return IndexStatus(engine="memory", documents=len(self._documents))

    def fingerprints(self) -> Mapping[int, int]:
        """Return every course id with the fingerprint of its document."""
        return {number: fingerprint(entry.document) for number, entry in self._documents.items()}
