"""The page of one request: hits with highlights, facet counts, and the filters to relax where nothing is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from catalogue.search.analysis import base_language
from catalogue.search.facets import FACET_KEYS, FacetValue
from catalogue.search.highlighting import WantedWords, highlights, wanted_words
from catalogue.search.port import Hit, Relaxation, SearchRequest, Sort
from catalogue.search.question import Question
from catalogue.search.ranking import Signals
from catalogue.search.relaxation import conditions_of, smallest_relaxations
from catalogue.search.sorting import effective_sort
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.queries.matching import ResultSet
from catalogue.search.whoosh_engine.results.boosts import newest_for
from catalogue.search.whoosh_engine.results.facet_counts import FacetUnion, Selection
from catalogue.search.whoosh_engine.results.ordering import Place, page_of
from catalogue.search.whoosh_engine.results.run_order import keys_of_runs
from catalogue.search.whoosh_engine.snapshot import Snapshot


class ResultPage:
    """The page of one request, from the documents that match its text."""

    def __init__(
        self,
        snapshot: Snapshot | None,
        request: SearchRequest,
        question: Question,
        found: ResultSet,
        signals: Signals,
    ) -> None:
        self._request, self._question, self._found, self._signals = request, question, found, signals
        self._snapshot = snapshot
        self._views = snapshot.views if snapshot else ()
        self._selections = [
            Selection(view.file, match, request.filters, request.limits)
            for view, match in zip(self._views, found.matches, strict=True)
        ]

    @property
    def total(self) -> int:
        return sum(selection.total for selection in self._selections)

    def relaxations(self) -> Sequence[Relaxation]:
        """Return the fewest facets and limits to set aside so that something is left; none if something is, or if the
        text matches nothing."""
        if self.total or not self._found.total:
            return ()
        keys = conditions_of(self._request)
        unmet = sum((Counter(selection.unmet(keys)) for selection in self._selections), Counter())
        return smallest_relaxations(keys, unmet)

    def facets(self) -> dict[str, list[FacetValue]]:
        """Return the counts of each facet that the request asks for."""
        keys = FACET_KEYS if self._request.facets is None else self._request.facets
        chosen = {key: self._request.filters.get(key, frozenset()) for key in keys}
        space = self._snapshot.facets if self._snapshot else FacetUnion(())
        return {key: space.values(key, self._selections, values) for key, values in chosen.items()}

    def hits(self) -> list[Hit]:
        """Return the hits of the page in the order asked for."""
        request = self._request
        matches = [selection.match for selection in self._selections]
        sort = effective_sort(request, has_words=bool(self._question.wanted))
        if sort is Sort.RELEVANCE and not self._question.wanted:
            matches = self._newest(matches)
        start = request.skip + (max(request.page, 1) - 1) * request.per_page
        files = [view.file for view in self._views]
        keys = [keys_of_runs(file, each, request, sort) for file, each in zip(files, self._selections, strict=True)]
        places = page_of(files, matches, sort, start, request.per_page, keys)
        wanted = self._wanted()
        return [self._hit(place, wanted) for place in places]

    def _newest(self, matches: Sequence[Match]) -> list[Match]:
        reader = self._request.reader
        return [
            newest_for(match, view.file, reader, self._signals)
            for match, view in zip(matches, self._views, strict=True)
        ]

    def _hit(self, place: Place, wanted: WantedWords | None) -> Hit:
        return Hit(
            id=place.id,
            score=place.score,
            highlights=self._highlights(place, wanted),
            by_meaning=not self._found.has_words(place.segment, place.document),
        )

    def _wanted(self) -> WantedWords | None:
        if not self._request.highlight or not self._question.wanted or not self._snapshot:
            return None
        reader = base_language(self._request.language)
        return wanted_words(self._question, self._snapshot.languages | {reader})

    def _highlights(self, place: Place, wanted: WantedWords | None) -> dict[str, str]:
        if wanted is None:
            return {}
        file = self._views[place.segment].file
        language = file.languages[int(file.column("language")[place.document])]
        return highlights(file.stored(place.document), wanted, language)
