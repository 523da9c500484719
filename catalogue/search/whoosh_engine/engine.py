"""The engine of the search port on Whoosh."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from catalogue.search.analysis import base_language
from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Encoder, Knowledge
from catalogue.search.port import (
    Changes,
    IndexDamaged,
    IndexStatus,
    RebuildRefused,
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
from catalogue.search.whoosh_engine.queries.matching import QuestionMatcher, ResultSet
from catalogue.search.whoosh_engine.queries.scopes import narrow_to_scope
from catalogue.search.whoosh_engine.results.ordering import page_of
from catalogue.search.whoosh_engine.results.result_page import ResultPage
from catalogue.search.whoosh_engine.segments import index_writer
from catalogue.search.whoosh_engine.segments.commit_reader import Commits
from catalogue.search.whoosh_engine.segments.generations import Generations
from catalogue.search.whoosh_engine.segments.vectors import documents_without_vector, nearest_courses
from catalogue.search.whoosh_engine.snapshot import Snapshot


def _is_never_expected() -> bool:
    return False


class WhooshEngine:
    """An index in a directory, shared by the threads of this process and by other processes.

    Opening never fails and touches no file. A damaged index is reported by ``status`` and makes everything that needs
    it raise ``IndexDamaged`` until it is rebuilt, and so does a missing or empty one where ``is_expected`` says that
    there are courses; where it does not, a missing index counts as an empty one.
    """

    def __init__(
        self, directory: Path, knowledge: Knowledge | None = None, is_expected: Callable[[], bool] = _is_never_expected
    ) -> None:
        self._generations = Generations(directory)
        self._commits = Commits(self._generations, is_expected)
        self._knowledge = knowledge or Knowledge()

    def search(self, request: SearchRequest) -> SearchPage:
        """Return the page of a request, from the latest commit of any process; pages that only count are cached until
        the next commit. Raise ``IndexDamaged`` if the index cannot be read."""
        began = time.perf_counter()
        with self._commits.reading() as snapshot:
            if snapshot and request.only_counts:
                page = snapshot.pages_of_counts.get(request.key, None, lambda: self._search(snapshot, request, began))
                return replace(page, took_ms=(time.perf_counter() - began) * 1000)
            return self._search(snapshot, request, began)

    def _search(self, snapshot: Snapshot | None, request: SearchRequest, began: float) -> SearchPage:
        question = self._knowledge.question(request)
        found, suggestion = self._find(snapshot, request, question) if snapshot else (ResultSet(()), None)
        if snapshot and request.scope is not None:
            found = narrow_to_scope(snapshot, found, request.scope, self._match_rules(snapshot, request))
        page = ResultPage(snapshot, request, question, found, self._knowledge.signals)
        return SearchPage(
            total=page.total,
            hits=page.hits(),
            facets=page.facets(),
            suggestion=suggestion,
            took_ms=(time.perf_counter() - began) * 1000,
            partial=found.partial,
            relaxations=page.relaxations(),
        )

    def _find(self, snapshot: Snapshot, request: SearchRequest, question: Question) -> tuple[ResultSet, str | None]:
        """Return what is found, and a correction worth offering.

        Where there is a correction, courses of similar meaning are left out, since the vector of a misspelling means
        nothing; a request for its exact words gets them.
        """
        matcher = QuestionMatcher(snapshot, question, request.reader, self._knowledge.signals)
        found = matcher.words()
        correction = None
        if question.wanted and (found.partial or found.total < MIN_RESULTS_UNCORRECTED):
            vocabulary = self._spelling(snapshot, request.language)
            correction = vocabulary.correction(request.text, question, matcher.query_builder.is_known)
        meaning = self._knowledge.meaning(request, question) if request.exact or not correction else None
        return (matcher.by_words() if meaning is None else matcher.by_meaning(meaning)), correction

    def _match_rules(self, snapshot: Snapshot, request: SearchRequest) -> Callable[[str], ResultSet]:
        """Return a function that gives the matches of a rule's text, as a search for it would find them."""

        def found(text: str) -> ResultSet:
            asked = SearchRequest(text=text, language=request.language)
            return self._find(snapshot, asked, self._knowledge.question(asked))[0]

        return found

    def suggest(self, prefix: str, language: str, limit: int = 8) -> Suggestions:
        """Return courses by their titles, in the order of a search, and completions. Raise ``IndexDamaged`` if the
        index cannot be read."""
        with self._commits.reading() as snapshot:
            typed = typed_words(prefix)
            return self._suggest(snapshot, typed, language, limit) if snapshot and typed else Suggestions()

    def _suggest(self, snapshot: Snapshot, typed: tuple[str, ...], language: str, limit: int) -> Suggestions:
        found = QuestionMatcher(
            snapshot, title_question(typed), Reader(base_language(language)), self._knowledge.signals
        ).by_words()
        files = [view.file for view in snapshot.views]
        places = [] if found.partial else page_of(files, found.matches, Sort.RELEVANCE, 0, limit)
        texts = complete_last_word(typed, self._spelling(snapshot, language), limit)
        return Suggestions(courses=[place.id for place in places], texts=texts)

    def _spelling(self, snapshot: Snapshot, language: str) -> SpellingVocabulary:
        reader = base_language(language)
        return snapshot.vocabulary(reader, self._knowledge.trade_words(reader))

    def similar(self, course: int, limit: int = 6) -> Sequence[int]:
        """Return ids of similar courses from the latest commit; they are cached until the next. Raise ``IndexDamaged``
        if the index cannot be read."""
        with self._commits.reading() as snapshot:
            return snapshot.similar(course, limit) if snapshot else ()

    def closest(self, course: int, limit: int) -> Sequence[tuple[int, float]]:
        """Return the courses nearest in meaning, from the latest commit. Raise ``IndexDamaged`` if the index cannot be
        read."""
        with self._commits.reading() as snapshot:
            return nearest_courses(snapshot.views, course, limit) if snapshot else ()

    def apply(self, changes: Changes) -> None:
        """Write one commit with all changes; none if nothing changes. Raise ``IndexBusy`` if another process is
        writing, ``IndexDamaged`` if the index cannot be read."""
        if not changes.upserts and not changes.deletions:
            return
        with self._generations.writing():
            snapshot = self._commits.newest() or self._create()
            try:
                if index_writer.commit_changes(snapshot.directory, snapshot, changes, self._encoder):
                    self._commits.present()
            except FileNotFoundError as missing:
                raise IndexDamaged(f"the file {missing.filename} is missing") from missing

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock that ``apply`` and ``rebuild`` take; a thread may take it again. Raise ``IndexBusy`` if another
        process holds it."""
        return self._generations.writing()

    def without_meaning(self, limit: int) -> Sequence[int]:
        """Return ids of courses that have no vector, as they came too many at once to be encoded. Raise
        ``IndexDamaged`` if the index cannot be read."""
        if not (encoder := self._encoder):
            return ()
        with self._commits.reading() as snapshot:
            views = snapshot.views if snapshot else ()
            parts = [view.file.column("id")[documents_without_vector(view, encoder.name)][:limit] for view in views]
            return [number for part in parts for number in part.tolist()][:limit]

    def rebuild(self, documents: Iterable[CourseDocument], force: bool = False) -> int:
        """Build a new generation beside the live index, swap it in, and return its number of documents.

        Raise ``RebuildRefused`` if it differs by too much and ``force`` is not set, ``IndexBusy`` if another process is
        writing; whatever goes wrong, the live index stays as it was.
        """
        with self._generations.writing():
            directory = self._generations.create()
            try:
                after = index_writer.write_index(directory, documents, self._encoder, self._live_snapshot())
                before = live.live_count if (live := self._live_snapshot()) else 0
                if not force and needs_force(before, after):
                    raise RebuildRefused(before, after)
            except BaseException:
                shutil.rmtree(directory, ignore_errors=True)
                raise
            self._generations.publish(directory)
            self._commits.present()
        return after

    def version(self) -> str:
        """Return the generation and commit number of the latest commit. Raise ``IndexDamaged`` if the index cannot be
        read."""
        with self._commits.reading() as snapshot:
            return f"{snapshot.directory.name}:{snapshot.generation}" if snapshot else ""

    def status(self, thorough: bool = False) -> IndexStatus:
        """Return how many courses are indexed and what is wrong with the files; never raise."""
        problems: list[str] = []
        documents, still_answers = 0, False
        try:
            if snapshot := self._commits.newest(fresh=True):
                documents = snapshot.live_count
                noted = self._generations.noted_damage(snapshot.directory)
                problems += [noted] if noted else []
                problems += snapshot.problems() if thorough else []
        except (IndexDamaged, OSError) as damage:
            problems.append(str(damage))
            still_answers = self._commits.can_be_read()
        return IndexStatus(
            engine="whoosh",
            documents=documents,
            problems=tuple(problems),
            still_answers=still_answers,
            is_newer=self._generations.is_newer(),
        )

    def fingerprints(self) -> Mapping[int, int]:
        """Return every indexed course id with the fingerprint of its document. Raise ``IndexDamaged`` if the index
        cannot be read."""
        with self._commits.reading() as snapshot:
            found: dict[int, int] = {}
            for view in snapshot.views if snapshot else ():
                ids, fingerprints = (view.file.column(name)[view.alive] for name in ("id", "fingerprint"))
                found |= zip(ids.tolist(), fingerprints.tolist(), strict=True)
            return found

    def _create(self) -> Snapshot:
        directory = self._generations.create()
        index_writer.create_index(directory)
        self._generations.publish(directory)
        created = self._commits.present()
        if created is None:
            raise IndexDamaged(f"the index in {directory} was removed while it was made")
        return created

    @property
    def _encoder(self) -> Encoder | None:
        return self._knowledge.encoder

    def _live_snapshot(self) -> Snapshot | None:
        """Return the live index; a damaged one counts as none, so that it can always be replaced."""
        try:
            return self._commits.present()
        except IndexDamaged:
            return None
