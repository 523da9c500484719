"""The search port on Whoosh."""

from __future__ import annotations

import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from catalogue.search.analysis import base_language
from catalogue.search.facets import FACET_KEYS, FacetValue
from catalogue.search.highlighting import Wanted, highlights, wanted_words
from catalogue.search.knowledge import Encoder, Knowledge
from catalogue.search.port import (
    Changes,
    CourseDocument,
    Hit,
    IndexDamaged,
    IndexStatus,
    Relaxation,
    SearchPage,
    SearchRequest,
    Sort,
    Suggestions,
    SwingRefused,
)
from catalogue.search.question import Question
from catalogue.search.relaxing import fewest_to_drop
from catalogue.search.spelling import FEW_RESULTS, being_typed, completed, titles_with
from catalogue.search.swing import too_large
from catalogue.search.whoosh_engine import writing
from catalogue.search.whoosh_engine.counting import FacetSpace, Selection
from catalogue.search.whoosh_engine.generations import Generations
from catalogue.search.whoosh_engine.matching import Answer, Answering
from catalogue.search.whoosh_engine.ordering import Place, page_of
from catalogue.search.whoosh_engine.scoping import narrowed
from catalogue.search.whoosh_engine.snapshot import Snapshot, latest_generation, open_snapshot
from catalogue.search.whoosh_engine.vectors import closest, lacking

_ATTEMPTS = 10


class WhooshEngine:
    """An index in a directory, shared by the threads of this process and by other processes.

    Opening never fails and touches no file: a missing index is empty, a damaged one is reported by ``status`` and
    raises ``IndexDamaged`` from ``search``, ``suggest``, ``apply`` and ``ids`` until it is rebuilt.
    """

    def __init__(self, directory: Path, knowledge: Knowledge | None = None) -> None:
        self._generations = Generations(directory)
        self._knowledge = knowledge or Knowledge()
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer from the latest commit of any process; counts, once per commit. Raises ``IndexDamaged``."""
        began = time.perf_counter()
        snapshot = self._latest()
        if snapshot and request.only_counts:
            page = snapshot.counted.get(request.key, None, lambda: self._search(snapshot, request, began))
            return replace(page, took_ms=(time.perf_counter() - began) * 1000)
        return self._search(snapshot, request, began)

    def _search(self, snapshot: Snapshot | None, request: SearchRequest, began: float) -> SearchPage:
        question = self._knowledge.question(request)
        found, suggestion = self._answer(snapshot, request, question) if snapshot else (Answer(()), None)
        if snapshot and request.scope is not None:
            found = narrowed(snapshot, found, request.scope, self._ruled(snapshot, request))
        page = _Page(snapshot, request, question, found)
        return SearchPage(
            total=page.total,
            hits=page.hits(),
            facets=page.facets(),
            suggestion=suggestion,
            took_ms=(time.perf_counter() - began) * 1000,
            partial=found.partial,
            relaxations=page.relaxations(),
        )

    def _answer(self, snapshot: Snapshot, request: SearchRequest, question: Question) -> tuple[Answer, str | None]:
        """What is found, and a correction worth offering. Where one is, courses of the same meaning are left out, since
        the meaning of a slip is anybody's guess; a request that insists on its words gets them."""
        answering = Answering(snapshot, question, base_language(request.language), self._knowledge.signals)
        found = answering.words()
        correction = None
        if question.wanted and (found.partial or found.total < FEW_RESULTS):
            correction = snapshot.vocabulary.correction(request.text, question, answering.asker.is_known)
        meaning = self._knowledge.meaning(request, question) if request.exact or not correction else None
        return (answering.by_words() if meaning is None else answering.by_meaning(meaning)), correction

    def _ruled(self, snapshot: Snapshot, request: SearchRequest) -> Callable[[str], Answer]:
        """Answers to the texts of rules, as a search for each would find them."""

        def found(text: str) -> Answer:
            asked = SearchRequest(text=text, language=request.language)
            return self._answer(snapshot, asked, self._knowledge.question(asked))[0]

        return found

    def suggest(self, prefix: str, language: str, limit: int = 8) -> Suggestions:
        """Courses by their titles, in the order of a search, and completions. Raises ``IndexDamaged``."""
        snapshot, typed = self._latest(), being_typed(prefix)
        if not snapshot or not typed:
            return Suggestions()
        found = Answering(snapshot, titles_with(typed), base_language(language), self._knowledge.signals).by_words()
        files = [view.file for view in snapshot.views]
        places = [] if found.partial else page_of(files, found.matches, Sort.RELEVANCE, 0, limit)
        return Suggestions(courses=[place.id for place in places], texts=completed(typed, snapshot.vocabulary, limit))

    def similar(self, course: int, limit: int = 6) -> Sequence[int]:
        """From the latest commit, found once per commit. Raises ``IndexDamaged``."""
        snapshot = self._latest()
        return snapshot.similar(course, limit) if snapshot else ()

    def closest(self, course: int, limit: int) -> Sequence[tuple[int, float]]:
        """From the latest commit. Raises ``IndexDamaged``."""
        snapshot = self._latest()
        return closest(snapshot.views, course, limit) if snapshot else ()

    def apply(self, changes: Changes) -> None:
        """One commit for all changes; nothing is written if nothing changes. Raises ``IndexBusy``, ``IndexDamaged``."""
        if not changes.upserts and not changes.deletions:
            return
        with self._generations.writing():
            snapshot = self._latest() or self._create()
            if writing.commit(snapshot.directory, snapshot, changes, self._encoder):
                self._latest()

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock that ``apply`` and ``rebuild`` take; a thread may take it again. Raises ``IndexBusy``."""
        return self._generations.writing()

    def without_meaning(self, limit: int) -> Sequence[int]:
        """Ids of courses that came too many at once to be encoded. Raises ``IndexDamaged``."""
        snapshot = self._latest() if self._encoder else None
        if not snapshot or not self._encoder:
            return ()
        parts = [view.file.column("id")[lacking(view, self._encoder.name)][:limit] for view in snapshot.views]
        return [number for part in parts for number in part.tolist()][:limit]

    def rebuild(self, documents: Iterable[CourseDocument], force: bool = False) -> int:
        """Build beside the live index and swap in. Raises ``SwingRefused`` and ``IndexBusy``; whatever goes wrong, the
        live index stays as it was."""
        with self._generations.writing():
            directory = self._generations.new()
            try:
                after = writing.write_all(directory, documents, self._encoder, self._before())
                before = live.live_count if (live := self._before()) else 0
                if not force and too_large(before, after):
                    raise SwingRefused(before, after)
            except BaseException:
                shutil.rmtree(directory, ignore_errors=True)
                raise
            self._generations.use(directory)
            self._latest()
        return after

    def version(self) -> str:
        """The latest commit of any process. Raises ``IndexDamaged``."""
        snapshot = self._latest()
        return f"{snapshot.directory.name}:{snapshot.generation}" if snapshot else ""

    def status(self) -> IndexStatus:
        """How many courses are held and what is wrong; reads every byte of the index and never raises."""
        problems: list[str] = []
        documents = 0
        if self._generations.outdated():
            problems.append("the index was written by another version of the catalogue; rebuild it")
        try:
            if snapshot := self._latest(fresh=True):
                documents = snapshot.live_count
                problems += [problem for view in snapshot.views for problem in view.file.arrays.problems()]
        except (IndexDamaged, OSError) as damage:
            problems.append(f"{damage}; rebuild the index")
        return IndexStatus(engine="whoosh", documents=documents, problems=tuple(problems))

    def ids(self) -> Iterable[int]:
        """Every course id held. Raises ``IndexDamaged``."""
        snapshot = self._latest()
        views = snapshot.views if snapshot else ()
        return [number for view in views for number in view.file.column("id")[view.alive].tolist()]

    def _latest(self, fresh: bool = False) -> Snapshot | None:
        """The last commit, opened if it is news; None if there is no index yet.

        A rebuild moves the pointer before it removes what the pointer named, so files that vanish under a pointer that
        has moved are no damage.
        """
        for _ in range(_ATTEMPTS):
            directory = self._generations.current()
            if directory is None:
                return None
            known = self._snapshot
            same = known is not None and known.directory == directory
            if known and same and not fresh and known.generation == latest_generation(directory):
                return known
            try:
                return self._open(directory, fresh)
            except (IndexDamaged, FileNotFoundError) as damage:
                if self._generations.current() == directory:
                    raise IndexDamaged(f"the index in {directory} cannot be read: {damage}") from damage
        raise IndexDamaged("the index is replaced faster than it can be opened")

    def _open(self, directory: Path, fresh: bool) -> Snapshot:
        with self._opening:
            known = self._snapshot
            reusable = known.files() if known and known.directory == directory and not fresh else {}
            snapshot = open_snapshot(directory, reusable)
            if not fresh:
                self._snapshot = snapshot
            return snapshot

    def _create(self) -> Snapshot:
        directory = self._generations.new()
        writing.create(directory)
        self._generations.use(directory)
        return self._open(directory, fresh=False)

    @property
    def _encoder(self) -> Encoder | None:
        return self._knowledge.encoder

    def _before(self) -> Snapshot | None:
        """The live index; a damaged one counts as none, so that it can always be replaced."""
        try:
            return self._latest()
        except IndexDamaged:
            return None


class _Page:
    """What one request shows of its answer."""

    def __init__(self, snapshot: Snapshot | None, request: SearchRequest, question: Question, found: Answer) -> None:
        self._request, self._question, self._found = request, question, found
        self._snapshot = snapshot
        self._views = snapshot.views if snapshot else ()
        self._selections = [
            Selection(view.file, match, request.filters) for view, match in zip(self._views, found.matches, strict=True)
        ]

    @property
    def total(self) -> int:
        return sum(selection.total for selection in self._selections)

    def relaxations(self) -> Sequence[Relaxation]:
        if self.total or not self._found.total:
            return ()
        keys = sorted(key for key, values in self._request.filters.items() if values)
        unmet = sum((Counter(selection.unmet(keys)) for selection in self._selections), Counter())
        return fewest_to_drop(keys, unmet)

    def facets(self) -> dict[str, list[FacetValue]]:
        keys = FACET_KEYS if self._request.facets is None else self._request.facets
        chosen = {key: self._request.filters.get(key, frozenset()) for key in keys}
        space = self._snapshot.facets if self._snapshot else FacetSpace(())
        return {key: space.values(key, self._selections, values) for key, values in chosen.items()}

    def hits(self) -> list[Hit]:
        request = self._request
        matches = [selection.match for selection in self._selections]
        sort = request.sort
        if sort is Sort.RELEVANCE and not self._question.wanted:
            sort = Sort.NEWEST
        start = request.skip + (max(request.page, 1) - 1) * request.per_page
        places = page_of([view.file for view in self._views], matches, sort, start, request.per_page)
        wanted = self._wanted()
        return [Hit(id=place.id, score=place.score, highlights=self._highlights(place, wanted)) for place in places]

    def _wanted(self) -> Wanted | None:
        if not self._request.highlight or not self._question.wanted or not self._snapshot:
            return None
        reader = base_language(self._request.language)
        return wanted_words(self._question, self._snapshot.languages | {reader})

    def _highlights(self, place: Place, wanted: Wanted | None) -> dict[str, str]:
        if wanted is None:
            return {}
        file = self._views[place.segment].file
        language = file.languages[int(file.column("language")[place.document])]
        return highlights(file.stored(place.document), wanted, language)
