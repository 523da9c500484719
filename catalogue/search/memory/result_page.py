"""A page of results: hits in order, facet counts, and the filters to drop where nothing is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from catalogue.search.facets import FACET_KEYS, FacetValue
from catalogue.search.highlighting import highlights, wanted_words
from catalogue.search.memory.entry import Entry
from catalogue.search.port import Hit, Relaxation, SearchRequest, Sort
from catalogue.search.question import Question
from catalogue.search.ranking import READ_LANGUAGE_DAYS, Signals
from catalogue.search.reader import Reader
from catalogue.search.relaxation import smallest_relaxations


def relaxations(found: Iterable[Entry], filters: Mapping[str, frozenset[str]]) -> Sequence[Relaxation]:
    """Return the fewest facets to set aside so that something of what matches the text is left."""
    keys = sorted(key for key, values in filters.items() if values)
    unmet = Counter(sum((not entry.has({key: filters[key]})) << bit for bit, key in enumerate(keys)) for entry in found)
    return smallest_relaxations(keys, unmet)


def facets(found: Sequence[Entry], request: SearchRequest) -> dict[str, list[FacetValue]]:
    """Return the disjunctive counts of each facet that the request asks for."""
    keys = FACET_KEYS if request.facets is None else request.facets
    return {key: _facet(key, found, request.filters) for key in keys}


def _facet(key: str, found: Sequence[Entry], filters: Mapping[str, frozenset[str]]) -> list[FacetValue]:
    chosen = filters.get(key, frozenset())
    counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    for entry in found:
        if entry.has(filters, ignoring=key):
            counts.update(set(entry.document.facets.get(key, ())))
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
    by_day = request.sort is Sort.RELEVANCE and not question.wanted and not request.reads
    sort = Sort.NEWEST if by_day else request.sort
    start = request.skip + (max(request.page, 1) - 1) * request.per_page
    shown = sorted(left, key=order(sort, scores))[start : start + request.per_page]
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


def order(sort: Sort, scores: Mapping[Entry, float]) -> Callable[[Entry], Any]:
    """Return the sort key of an order; ties are broken by course id."""
    orders: dict[Sort, Callable[[Entry], Any]] = {
        Sort.RELEVANCE: lambda entry: -scores[entry],
        Sort.START: lambda entry: entry.document.first_start or date.max,
        Sort.NEWEST: lambda entry: -(entry.document.created.toordinal() if entry.document.created else 0),
        Sort.TITLE: lambda entry: entry.sort_title,
    }
    return lambda entry: (orders[sort](entry), entry.document.id)
