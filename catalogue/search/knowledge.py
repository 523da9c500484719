"""What an engine knows besides the courses: the trade's terms, the meaning of texts, and which signals to look at.

Both are ports: an engine without them searches by words alone, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from catalogue.search.port import SearchRequest
from catalogue.search.question import Clause, Question, read_question
from catalogue.search.ranking import ALL_SIGNALS, Signals

Vectors = NDArray[np.float32]


class Mention(Protocol):
    """A term named by ``length`` words from word ``start`` on."""

    @property
    def key(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...


class Vocabulary(Protocol):
    """The terms of the trade."""

    def asked_for(self, words: Sequence[str]) -> Sequence[Mention]:
        """What the words of a question name, in any language."""

    def label(self, key: str, language: str) -> str: ...


class Encoder(Protocol):
    """Texts as vectors of which close ones mean alike, whatever their language."""

    @property
    def name(self) -> str:
        """Which encoder and version; vectors of different ones are never compared."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length one per text. Safe to use from several threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Any part may be missing."""

    terms: Vocabulary | None = None
    encoder: Encoder | None = None
    signals: Signals = ALL_SIGNALS

    def question(self, request: SearchRequest) -> Question:
        """What the request asks, with the terms it names."""
        asked = read_question(request.text)
        if self.terms is None or not self.signals.terms or not request.across:
            return asked
        return _with_terms(asked, self.terms)

    def meaning(self, request: SearchRequest, question: Question) -> Vectors | None:
        """The vector of a question in plain words; None for others, which say exactly what they want.

        English names of the terms are added, since an encoder knows fewer languages than our vocabulary.
        """
        if self.encoder is None or not self.signals.meaning or not request.across or not _is_plain(question):
            return None
        words = " ".join(clause.units[0].words[0] for clause in question.wanted)
        keys = dict.fromkeys(key for clause in question.wanted for key in clause.terms)
        names = [self.terms.label(key, "en") for key in keys] if self.terms else []
        vector: Vectors = self.encoder.encode([", ".join([words, *names])])[0]
        return vector


def _with_terms(question: Question, vocabulary: Vocabulary) -> Question:
    """The question with the terms that its neighbouring plain words name; each stands for every word that names it."""
    named: dict[int, dict[str, None]] = {}
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


def _plain_runs(clauses: Sequence[Clause]) -> list[list[int]]:
    """The places of plain clauses that follow one another."""
    runs: list[list[int]] = [[]]
    for place, clause in enumerate(clauses):
        if clause.plain:
            runs[-1].append(place)
        else:
            runs.append([])
    return [run for run in runs if run]


def _is_plain(question: Question) -> bool:
    return bool(question.wanted) and all(clause.plain for clause in question.wanted)
