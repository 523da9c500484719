"""A search engine without files, for unit tests and small trials: every request looks at every document."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from catalogue.search.analysis import base_language, folded, is_stop_word, parts, plain_text, stems, variants, words
from catalogue.search.facets import FACET_KEYS, FacetValue
from catalogue.search.highlighting import highlights, wanted_words
from catalogue.search.knowledge import Knowledge
from catalogue.search.port import (
    Changes,
    CourseDocument,
    Hit,
    IndexStatus,
    Relaxation,
    Scope,
    SearchPage,
    SearchRequest,
    Sort,
    Suggestions,
    SwingRefused,
)
from catalogue.search.question import Clause, Question, Unit
from catalogue.search.ranking import (
    COMPOUND_WEIGHT,
    FIELD_WEIGHTS,
    MEANING_WEIGHT,
    STEM_WEIGHT,
    TERM_WEIGHTS,
    Signals,
    bound_of_alike,
)
from catalogue.search.relaxing import fewest_to_drop
from catalogue.search.spelling import FEW_RESULTS, Vocabulary, being_typed, completed, titles_with
from catalogue.search.swing import too_large
from catalogue.search.wordlist import WordList

_SHOWN_FIELDS = ("title", "summary", "description")


class MemoryEngine:
    """Keeps documents in a dictionary. Matches, counts and sorts as the Whoosh engine does; scores are simpler."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._documents: Mapping[int, _Entry] = {}
        self._knowledge = knowledge or Knowledge()
        self._writing = threading.Lock()

    def search(self, request: SearchRequest) -> SearchPage:
        began = time.perf_counter()
        entries = list(self._documents.values())
        question = self._knowledge.question(request)
        found, partial, suggestion = self._answer(entries, request, question)
        if request.scope is not None:
            inside = self._inside(entries, request.scope, request.language)
            found = {entry: score for entry, score in found.items() if entry.document.id in inside}
        left = [entry for entry in found if entry.has(request.filters)]
        return SearchPage(
            total=len(left),
            hits=_hits(left, found, request, question, _languages(entries, request)),
            facets=_facets(list(found), request),
            suggestion=suggestion,
            took_ms=(time.perf_counter() - began) * 1000,
            partial=partial,
            relaxations=() if left else _relaxations(found, request.filters),
        )

    def _answer(
        self, entries: Sequence[_Entry], request: SearchRequest, question: Question
    ) -> tuple[dict[_Entry, float], bool, str | None]:
        """What is found, whether only some words are in it, and a correction worth offering."""
        found, partial = _matched(entries, question, base_language(request.language), self._knowledge.signals)
        suggestion = None
        if question.wanted and (partial or len(found) < FEW_RESULTS):
            suggestion = _corrected(entries, request, question)
        if request.exact or not suggestion:
            found = self._with_alike(entries, found, request, question)
        return found, partial, suggestion

    def _inside(self, entries: Sequence[_Entry], scope: Scope, language: str) -> set[int]:
        inside = set(scope.include)
        for rule in scope.rules:
            asked = SearchRequest(text=rule.text, language=language)
            found = self._answer(entries, asked, self._knowledge.question(asked))[0]
            inside |= {entry.document.id for entry in found if entry.has(rule.filters)}
        return inside - scope.exclude

    def _with_alike(
        self, entries: Sequence[_Entry], found: dict[_Entry, float], request: SearchRequest, question: Question
    ) -> dict[_Entry, float]:
        """What was found, together with what means the same as the question."""
        meaning, encoder = self._knowledge.meaning(request, question), self._knowledge.encoder
        if meaning is None or encoder is None:
            return found
        barred = {entry for entry in entries if any(map(entry.is_barred_by, question.unwanted))}
        cosines = {entry: float(encoder.encode([entry.document.gist])[0] @ meaning) for entry in entries}
        others = [cosine for entry, cosine in cosines.items() if entry not in found and entry not in barred]
        bound = bound_of_alike(others)
        joined = [entry for entry in entries if entry in found or (entry not in barred and cosines[entry] >= bound)]
        best = max(found.values(), default=1.0) or 1.0
        return {entry: found.get(entry, 0.0) / best + MEANING_WEIGHT * max(cosines[entry], 0) for entry in joined}

    def suggest(self, prefix: str, language: str, limit: int = 8) -> Suggestions:
        entries, typed = list(self._documents.values()), being_typed(prefix)
        if not typed:
            return Suggestions()
        found, partial = _matched(entries, titles_with(typed), base_language(language), self._knowledge.signals)
        best = sorted(found, key=_order(Sort.RELEVANCE, found))[:limit]
        return Suggestions(
            courses=[] if partial else [entry.document.id for entry in best],
            texts=completed(typed, _vocabulary(entries), limit),
        )

    def similar(self, course: int, limit: int = 6) -> Sequence[int]:
        entries = dict(self._documents)
        if course not in entries:
            return ()
        own = entries.pop(course).subjects
        shared = {number: len(own & entry.subjects) for number, entry in entries.items()}
        return sorted((number for number in shared if shared[number]), key=lambda each: (-shared[each], each))[:limit]

    def apply(self, changes: Changes) -> None:
        with self._writing:
            kept = {number: entry for number, entry in self._documents.items() if number not in set(changes.deletions)}
            self._documents = kept | {document.id: _Entry(document) for document in changes.upserts}

    def without_meaning(self, limit: int) -> Sequence[int]:
        """None: this engine goes by words alone."""
        return ()

    def rebuild(self, documents: Iterable[CourseDocument], force: bool = False) -> int:
        with self._writing:
            fresh = {document.id: _Entry(document) for document in documents}
            if not force and too_large(len(self._documents), len(fresh)):
                raise SwingRefused(len(self._documents), len(fresh))
            self._documents = fresh
            return len(fresh)

    def status(self) -> IndexStatus:
        return IndexStatus(engine="memory", documents=len(self._documents))

    def ids(self) -> Iterable[int]:
        return list(self._documents)


@dataclass(eq=False)
class _Entry:
    """A document with its analysis."""

    document: CourseDocument

    @cached_property
    def language(self) -> str:
        return base_language(self.document.language)

    @cached_property
    def texts(self) -> dict[str, str]:
        return {name: plain_text(getattr(self.document, name)) for name in (*_SHOWN_FIELDS, *FIELD_WEIGHTS)}

    @cached_property
    def forms(self) -> dict[str, list[frozenset[str]]]:
        """Per field, the forms of each word in order."""
        return {
            name: [
                frozenset({folded(word), *stems(word, self.language), *parts(word, self.language)})
                for word in words(self.texts[name])
            ]
            for name in FIELD_WEIGHTS
        }

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Skill areas, and the words of the title that say something."""
        forms = [folded(word) for word in words(self.texts["title"]) if not is_stop_word(word, (self.language,))]
        return frozenset((*self.document.facets.get("skill_area", ()), *forms))

    @cached_property
    def sort_title(self) -> str:
        return " ".join(folded(word) for word in words(self.texts["title"]))

    def has(self, filters: Mapping[str, frozenset[str]], ignoring: str | None = None) -> bool:
        return all(
            values & set(self.document.facets.get(key, ()))
            for key, values in filters.items()
            if values and key != ignoring
        )

    def score(self, unit: Unit, languages: frozenset[str]) -> float:
        """What a unit is worth in this document, nought if it does not match."""
        fields = [unit.field] if unit.field else list(FIELD_WEIGHTS)
        return sum(FIELD_WEIGHTS[name] * _worth(self.forms[name], unit, languages) for name in fields)

    def is_barred_by(self, clause: Clause) -> bool:
        return any(self.score(unit, frozenset({self.language})) for unit in clause.units)

    def named(self, clause: Clause) -> float:
        """What the terms of the trade in a clause are worth in this document."""
        tagged = {name: set(getattr(self.document, name)) for name in TERM_WEIGHTS}
        return sum(weight for name, weight in TERM_WEIGHTS.items() if tagged[name].intersection(clause.terms))

    def favour(self, reader: str, signals: Signals) -> float:
        """What its score is multiplied by for what it is."""
        last = self.document.last_start
        over = last is not None and last < datetime.now(UTC).date()
        return signals.factor(own=self.language == reader, over=over, completeness=self.document.completeness)


def _worth(forms: list[frozenset[str]], unit: Unit, languages: frozenset[str]) -> float:
    if len(unit.words) > 1:
        phrase = [folded(word) for word in unit.words]
        starts = range(len(forms) - len(phrase) + 1)
        return float(any(all(word in forms[at + place] for place, word in enumerate(phrase)) for at in starts))
    plain, related = variants(unit.words[0], languages)
    if unit.prefix:
        return float(any(form.startswith(plain) for word in forms for form in word))
    if any(plain in word for word in forms):
        return 1.0
    apart = [parts(unit.words[0], language) for language in languages]
    if any(word & related for word in forms):
        return STEM_WEIGHT
    together = frozenset(form for word in forms for form in word)
    return COMPOUND_WEIGHT * any(several and together.issuperset(several) for several in apart)


def _languages(entries: Iterable[_Entry], request: SearchRequest) -> frozenset[str]:
    return frozenset(entry.language for entry in entries) - {""} | {base_language(request.language)}


def _matched(
    entries: Iterable[_Entry], question: Question, reader: str, signals: Signals
) -> tuple[dict[_Entry, float], bool]:
    """Entries that match the text with their scores, and whether they have only the most of its words."""
    entries = list(entries)
    languages = frozenset(entry.language for entry in entries) - {""} | {reader}

    def score(entry: _Entry, clause: Clause) -> float:
        return sum(entry.score(unit, languages) for unit in clause.units) + entry.named(clause)

    def is_empty(clause: Clause) -> bool:
        return not clause.terms and all(
            len(unit.words) == 1 and not unit.prefix and not unit.field and is_stop_word(unit.words[0], languages)
            for unit in clause.units
        )

    required = [clause for clause in question.wanted if not is_empty(clause)] or list(question.wanted)
    allowed = [entry for entry in entries if not any(score(entry, clause) for clause in question.unwanted)]
    covered = {entry: sum(bool(score(entry, clause)) for clause in required) for entry in allowed}
    most = max(covered.values(), default=0)
    if required and not most:
        return {}, False
    found = {
        entry: sum(score(entry, clause) for clause in question.wanted) * entry.favour(reader, signals)
        for entry in allowed
        if covered[entry] == most
    }
    return found, most < len(required)


def _relaxations(found: Iterable[_Entry], filters: Mapping[str, frozenset[str]]) -> Sequence[Relaxation]:
    keys = sorted(key for key, values in filters.items() if values)
    unmet = Counter(sum((not entry.has({key: filters[key]})) << bit for bit, key in enumerate(keys)) for entry in found)
    return fewest_to_drop(keys, unmet)


def _facets(found: Sequence[_Entry], request: SearchRequest) -> dict[str, list[FacetValue]]:
    keys = FACET_KEYS if request.facets is None else request.facets
    return {key: _facet(key, found, request.filters) for key in keys}


def _facet(key: str, found: Sequence[_Entry], filters: Mapping[str, frozenset[str]]) -> list[FacetValue]:
    chosen = filters.get(key, frozenset())
    counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    for entry in found:
        if entry.has(filters, ignoring=key):
            counts.update(set(entry.document.facets.get(key, ())))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(value=value, count=count, selected=value in chosen) for value, count in ordered]


def _hits(
    left: Sequence[_Entry],
    scores: Mapping[_Entry, float],
    request: SearchRequest,
    question: Question,
    languages: frozenset[str],
) -> list[Hit]:
    sort = Sort.NEWEST if request.sort is Sort.RELEVANCE and not question.wanted else request.sort
    start = request.skip + (max(request.page, 1) - 1) * request.per_page
    shown = sorted(left, key=_order(sort, scores))[start : start + request.per_page]
    wanted = wanted_words(question, languages) if request.highlight and question.wanted else None
    return [
        Hit(
            id=entry.document.id,
            score=scores[entry],
            highlights=highlights(entry.texts, wanted, entry.language) if wanted else {},
        )
        for entry in shown
    ]


def _order(sort: Sort, scores: Mapping[_Entry, float]) -> Callable[[_Entry], Any]:
    orders: dict[Sort, Callable[[_Entry], Any]] = {
        Sort.RELEVANCE: lambda entry: -scores[entry],
        Sort.START: lambda entry: entry.document.first_start or date.max,
        Sort.NEWEST: lambda entry: -(entry.document.created.toordinal() if entry.document.created else 0),
        Sort.TITLE: lambda entry: entry.sort_title,
    }
    return lambda entry: (orders[sort](entry), entry.document.id)


def _corrected(entries: Sequence[_Entry], request: SearchRequest, question: Question) -> str | None:
    languages = _languages(entries, request)

    def is_known(word: str) -> bool:
        return any(entry.score(Unit((word,)), languages) for entry in entries)

    return _vocabulary(entries).correction(request.text, question, is_known)


def _vocabulary(entries: Iterable[_Entry]) -> Vocabulary:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update({word for name in ("title", "keywords") for word in words(entry.texts[name])})
    return Vocabulary([WordList(counts)])
