"""What an engine uses besides the courses: the terms of the trade, the meaning of texts, and the ranking signals.

The vocabulary and the encoder are ports; an engine without them searches by words alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from catalogue.search.port import SearchRequest
from catalogue.search.question import Clause, Question, read_question
from catalogue.search.ranking import ALL_SIGNALS, Signals
from catalogue.search.word_list import WordList

Vectors = NDArray[np.float32]


class Mention(Protocol):
    """A term named by ``length`` words from word ``start`` on."""

    @property
    def key(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...


class Vocabulary(Hashable, Protocol):
    """The terms of the trade."""

    def asked_for(self, words: Sequence[str]) -> Sequence[Mention]:
        """Return the terms that the words of a question name, in any language."""

    def label(self, key: str, language: str) -> str:
        """Return the name of a term in a language."""

    def words_in(self, language: str) -> Sequence[str]:
        """Return the words of the terms' names in a language, in lower case; none for a language without names."""


class Encoder(Protocol):
    """Texts as vectors, in which texts of similar meaning are close, whatever their language."""

    @property
    def name(self) -> str:
        """The encoder and its version; vectors of different ones are never compared."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length one per text. Safe to use from several threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The vocabulary, the encoder and the signals of one engine; vocabulary and encoder may be missing."""

    terms: Vocabulary | None = None
    encoder: Encoder | None = None
    signals: Signals = ALL_SIGNALS

    def trade_words(self, language: str) -> WordList:
        """Return the words of the trade in a language, as used as a word of one course."""
        return _trade_words(self.terms, language) if self.terms and self.signals.terms else WordList({})

    def question(self, request: SearchRequest) -> Question:
        """Return what the request asks, with the terms of the trade it names."""
        asked = read_question(request.text)
        if self.terms is None or not self.signals.terms or not request.across:
            return asked
        return _with_terms(asked, self.terms)

    def meaning(self, request: SearchRequest, question: Question) -> Vectors | None:
        """Return the vector of a question in plain words; None for a question with query syntax, which says exactly
        what it wants.

        English names of the terms are added, since an encoder covers fewer languages than our vocabulary.
        """
        if self.encoder is None or not self.signals.meaning or not request.across or not _is_plain(question):
            return None
        words = " ".join(clause.units[0].words[0] for clause in question.wanted)
        keys = dict.fromkeys(key for clause in question.wanted for key in clause.terms)
        names = [self.terms.label(key, "en") for key in keys] if self.terms else []
        vector: Vectors = self.encoder.encode([", ".join([words, *names])])[0]
        return vector


@lru_cache(maxsize=64)
def _trade_words(vocabulary: Vocabulary, language: str) -> WordList:
    return WordList(dict.fromkeys(vocabulary.words_in(language), 1))


def _with_terms(question: Question, vocabulary: Vocabulary) -> Question:
    """Return the question with the terms that its neighbouring plain words name, and whole phrases; each term is added
    to every clause that names it."""
    named = {place: keys for place, clause in enumerate(question.clauses) if (keys := _named_whole(clause, vocabulary))}
    for run in _plain_runs(question.clauses):
        words = [question.clauses[place].units[0].words[0] for place in run]
        for mention in vocabulary.asked_for(words):
            for place in run[mention.start : mention.start + mention.length]:
                named.setdefault(place, {})[mention.key] = None
    return Question(
        tuple(
            replace(clause, terms=tuple(named[place])) if place in named else clause
            for place, clause in enumerate(question.clauses)
        )
    )


def _named_whole(clause: Clause, vocabulary: Vocabulary) -> dict[str, None]:
    """Return the terms that a phrase names with all of its words."""
    words = clause.units[0].words
    if clause.excluded or clause.units[0].field or len(clause.units) > 1 or len(words) == 1:
        return {}
    return {mention.key: None for mention in vocabulary.asked_for(words) if mention.length == len(words)}


def _plain_runs(clauses: Sequence[Clause]) -> list[list[int]]:
    """Return the positions of plain clauses, grouped where they follow one another."""
    runs: list[list[int]] = [[]]
    for place, clause in enumerate(clauses):
        if clause.plain:
            runs[-1].append(place)
        else:
            runs.append([])
    return [run for run in runs if run]


def _is_plain(question: Question) -> bool:
    return bool(question.wanted) and all(clause.plain for clause in question.wanted)
