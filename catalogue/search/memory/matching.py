"""Which documents match a question, and how it is corrected where none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.search.analysis import base_language, words
from catalogue.search.memory.entry import Entry
from catalogue.search.port import SearchRequest
from catalogue.search.question import Clause, Question, Unit, is_stop_clause
from catalogue.search.ranking import Signals
from catalogue.search.reader import Reader
from catalogue.search.spelling import SpellingVocabulary
from catalogue.search.word_list import WordList


def languages_of(entries: Iterable[Entry], request: SearchRequest) -> frozenset[str]:
    """Return the languages of the documents and of the reader."""
    return frozenset(entry.language for entry in entries) - {""} | {base_language(request.language)}


@dataclass(frozen=True)
class AnyWord:
    """Of each entry the score of any of the words, and the share of the words that it has."""

    scores: Mapping[Entry, float]
    shares: Mapping[Entry, float]
    excluded: frozenset[Entry]
    any_word: bool
    any_content_word: bool


def matched(
    entries: Iterable[Entry], question: Question, reader: Reader, signals: Signals
) -> tuple[dict[Entry, float], bool]:
    """Return the entries that match the text with their scores, and whether they have only most of its words."""
    some = scored_by_any_word(list(entries), question, reader, signals)
    most_covered = max(some.shares.values(), default=0.0)
    if question.wanted and not most_covered:
        return {}, False
    found = {
        entry: some.scores[entry]
        for entry, share in some.shares.items()
        if share == most_covered and entry not in some.excluded
    }
    return found, bool(question.wanted) and most_covered < 1


def scored_by_any_word(entries: Sequence[Entry], question: Question, reader: Reader, signals: Signals) -> AnyWord:
    """Return how much each entry has of the words of a question; stop words count if there is nothing else."""
    languages = frozenset(entry.language for entry in entries) - {""} | {reader.language}

    def score(entry: Entry, clause: Clause) -> float:
        return sum(entry.score(unit, languages) for unit in clause.units) + entry.term_score(clause)

    content = [clause for clause in question.wanted if not is_stop_clause(clause, languages)]
    required = content or list(question.wanted)
    excluded = frozenset(entry for entry in entries if any(score(entry, clause) for clause in question.unwanted))
    allowed = [entry for entry in entries if entry not in excluded]
    covered = {entry: sum(bool(score(entry, clause)) for clause in required) for entry in allowed}
    return AnyWord(
        {
            entry: sum(score(entry, each) for each in question.wanted) * entry.boost(reader, signals)
            for entry in allowed
        },
        {entry: count / max(len(required), 1) for entry, count in covered.items()},
        excluded,
        any_word=any(covered.values()) or len(required) < len(question.wanted),
        any_content_word=bool(content) and any(covered.values()),
    )


def corrected(
    entries: Sequence[Entry], request: SearchRequest, question: Question, spelling: SpellingVocabulary
) -> str | None:
    """Return the request's text with unknown words corrected; None if there is nothing to correct."""
    languages = languages_of(entries, request)

    def is_known(word: str) -> bool:
        return any(entry.score(Unit((word,)), languages) for entry in entries)

    return spelling.correction(request.text, question, is_known)


def vocabulary(entries: Iterable[Entry], reader: str, trade: WordList) -> SpellingVocabulary:
    """Return the words of titles, keywords and names of providers, for a reader with words of the trade."""
    counts: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for entry in entries:
        used = {word for name in ("title", "keywords", "provider") for word in words(entry.texts[name])}
        counts.update(used)
        own.update(used if entry.language == reader else ())
    return SpellingVocabulary([WordList(counts)], [WordList(own)], trade, reader)
