"""Which documents match a question, and how it is corrected where none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from catalogue.search.analysis import base_language, is_stop_word, words
from catalogue.search.memory.entry import Entry
from catalogue.search.port import SearchRequest
from catalogue.search.question import Clause, Question, Unit
from catalogue.search.ranking import Signals
from catalogue.search.spelling import SpellingVocabulary
from catalogue.search.word_list import WordList


def languages_of(entries: Iterable[Entry], request: SearchRequest) -> frozenset[str]:
    """Return the languages of the documents and of the reader."""
    return frozenset(entry.language for entry in entries) - {""} | {base_language(request.language)}


def matched(
    entries: Iterable[Entry], question: Question, reader: str, signals: Signals
) -> tuple[dict[Entry, float], bool]:
    """Return the entries that match the text with their scores, and whether they have only most of its words."""
    entries = list(entries)
    languages = frozenset(entry.language for entry in entries) - {""} | {reader}

    def score(entry: Entry, clause: Clause) -> float:
        return sum(entry.score(unit, languages) for unit in clause.units) + entry.term_score(clause)

    def is_empty(clause: Clause) -> bool:
        return not clause.terms and all(
            len(unit.words) == 1 and not unit.prefix and not unit.field and is_stop_word(unit.words[0], languages)
            for unit in clause.units
        )

    required = [clause for clause in question.wanted if not is_empty(clause)] or list(question.wanted)
    allowed = [entry for entry in entries if not any(score(entry, clause) for clause in question.unwanted)]
    covered = {entry: sum(bool(score(entry, clause)) for clause in required) for entry in allowed}
    most_covered = max(covered.values(), default=0)
    if required and not most_covered:
        return {}, False
    found = {
        entry: sum(score(entry, clause) for clause in question.wanted) * entry.boost(reader, signals)
        for entry in allowed
        if covered[entry] == most_covered
    }
    return found, most_covered < len(required)


def corrected(entries: Sequence[Entry], request: SearchRequest, question: Question) -> str | None:
    """Return the request's text with unknown words corrected; None if there is nothing to correct."""
    languages = languages_of(entries, request)

    def is_known(word: str) -> bool:
        return any(entry.score(Unit((word,)), languages) for entry in entries)

    return vocabulary(entries).correction(request.text, question, is_known)


def vocabulary(entries: Iterable[Entry]) -> SpellingVocabulary:
    """Return the spelling vocabulary of titles and keywords."""
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update({word for name in ("title", "keywords") for word in words(entry.texts[name])})
    return SpellingVocabulary([WordList(counts)])
