"""A page of results: hits in order, facet counts, and the filters to drop where nothing is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from math import inf
from typing import Any

from catalogue.search.facets import FACET_KEYS, RUN_FACET_KEYS, FacetValue
from catalogue.search.highlighting import highlights, wanted_words
from catalogue.search.meeting import kilometres_from
from catalogue.search.memory.entry import Entry
from catalogue.search.port import Hit, Relaxation, SearchRequest, Sort
from catalogue.search.question import Question
from catalogue.search.ranking import READ_LANGUAGE_DAYS, Signals
from catalogue.search.reader import Reader
from catalogue.search.relaxation import conditions_of, smallest_relaxations
from catalogue.search.sorting import effective_sort


def relaxations(found: Iterable[Entry], request: SearchRequest) -> Sequence[Relaxation]:
    """Return the fewest facets and limits to set aside so that something of what matches the text is left."""
    keys = conditions_of(request)
    unmet: Counter[int] = Counter()
    for entry in found:
        unmet.update({_as_bits(failed, keys) for failed in entry.unmet(request.filters, request.limits)})
    return smallest_relaxations(keys, unmet)


def _as_bits(failed: set[str], keys: Sequence[str]) -> int:
    return sum((key in failed) << bit for bit, key in enumerate(keys))


def facets(found: Sequence[Entry], request: SearchRequest) -> dict[str, list[FacetValue]]:
    """Return the disjunctive counts of each facet that the request asks for."""
    keys = FACET_KEYS if request.facets is None else request.facets
    return {key: _facet(key, found, request) for key in keys}


def _facet(key: str, found: Sequence[Entry], request: SearchRequest) -> list[FacetValue]:
    chosen = request.filters.get(key, frozenset())
    counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    for entry in found:
        counts.update(entry.values_left(key, request.filters, request.limits))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(value=value, count=count, selected=value in chosen) for value, count in ordered]


def hits(
    left: Sequence[Entry],
    scores: Mapping[Entry, float],
    by_words: Collection[Entry],
    request: SearchRequest,
    question: Question,
    languages: frozenset[str],
) -> list[Hit]:
    """Return the hits of the requested page, with highlights."""
    sort = effective_sort(request, has_words=bool(question.wanted))
    start = request.skip + (max(request.page, 1) - 1) * request.per_page
    shown = sorted(left, key=order(sort, scores, request))[start : start + request.per_page]
    wanted = wanted_words(question, languages) if request.highlight and question.wanted else None
    return [
        Hit(
            id=entry.document.id,
            score=scores[entry],
            highlights=highlights(entry.texts, wanted, entry.language) if wanted else {},
            by_meaning=entry not in by_words,
        )
        for entry in shown
    ]


def newest_for(entry: Entry, reader: Reader, signals: Signals) -> float:
    """Return the day of a course as a score, somewhat later for one in the reader's languages."""
    day = entry.document.created.toordinal() if entry.document.created else 0
    return float(day + READ_LANGUAGE_DAYS * (reader.language_factor(entry.language, signals) > 1))


def order(sort: Sort, scores: Mapping[Entry, float], request: SearchRequest) -> Callable[[Entry], Any]:
    """Return the sort key of an order; ties are broken by course id."""
    orders: dict[Sort, Callable[[Entry], Any]] = {
        Sort.RELEVANCE: lambda entry: -scores[entry],
        Sort.START: lambda entry: _next_start(entry, request) or date.max,
        Sort.NEWEST: lambda entry: -(entry.document.created.toordinal() if entry.document.created else 0),
        Sort.TITLE: lambda entry: entry.sort_title,
        Sort.DISTANCE: lambda entry: _kilometres(entry, request),
    }
    return lambda entry: (orders[sort](entry), entry.document.id)


def _next_start(entry: Entry, request: SearchRequest) -> date | None:
    """Return when the course can next be begun, in a run that meets what is asked of runs."""
    if not request.limits and not any(request.filters.get(key) for key in RUN_FACET_KEYS):
        return entry.document.first_start
    runs = entry.passing_runs(request.filters, request.limits)
    today = datetime.now(UTC).date()
    return min((run.start for run in runs if run.start and run.start >= today), default=None)


def _kilometres(entry: Entry, request: SearchRequest) -> float:
    runs = entry.passing_runs(request.filters, request.limits)
    return min((kilometres_from(request.limits, run) for run in runs), default=inf)
