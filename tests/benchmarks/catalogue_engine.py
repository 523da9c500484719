"""Our own engine, asked through its port: by words as its peers are, and across languages as readers ask it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Encoder, Knowledge, Vectors
from catalogue.search.port import Changes, SearchRequest
from catalogue.search.universal_encoder import universal_encoder
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.taxonomy.terms import terms
from tests.benchmarks.asking import PAGE, Ask, Reply
from tests.benchmarks.corpus import documents as seeded_documents

TYPED = ("battery recycling", "wasserstoff sich", "sécurité", "svařování laser")
"""Suggestions are asked for at every letter of these."""
EDITS = 7
GISTS = 2_000


class Ours:
    """By words alone, which is all that the peers can."""

    name = "catalogue"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        self._engine(directory).rebuild(documents)

    def open(self, directory: Path) -> Callable[[Ask], Reply]:
        engine = self._engine(directory)

        def ask(question: Ask) -> Reply:
            text = (" OR " if question.any_word else " ").join(question.words)
            text = f'"{text}"' if question.phrase else text + "*" * question.prefix
            page = engine.search(SearchRequest(text=text, filters=question.filters, per_page=PAGE, highlight=False))
            return Reply(page.total, {key: {v.value: v.count for v in values} for key, values in page.facets.items()})

        return ask

    def beside_answers(self, directory: Path) -> dict[str, float]:
        """What peers are not compared in, in milliseconds: suggesting while one types, editing until found."""
        engine = self._engine(directory)
        engine.search(SearchRequest(text="battery"))
        return _suggestion_times(engine) | self._edit_times(engine)

    def _edit_times(self, engine: WhooshEngine) -> dict[str, float]:
        times = []
        for document in islice(seeded_documents(EDITS), EDITS):
            word = f"edited{chr(ord('a') + document.id)}"
            edited = self._prepared(replace(document, title=f"{word} {document.title}"))
            began = time.perf_counter()
            engine.apply(Changes(upserts=[edited]))
            found = engine.search(SearchRequest(text=word, across=False))
            times.append((time.perf_counter() - began) * 1000)
            assert found.hits[0].id == document.id
        return {"edit_ms": median(times), "slowest_edit_ms": max(times)}

    def _prepared(self, document: CourseDocument) -> CourseDocument:
        return document

    def _engine(self, directory: Path) -> WhooshEngine:
        return WhooshEngine(directory)


class Hybrid(Ours):
    """With the terms of the trade, and with meaning where the extra for it is installed.

    Encoding takes the same time for every text, minutes for the largest collection: courses share ``GISTS`` of them.
    """

    name = "hybrid"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        super().build(directory, [self._prepared(document) for document in documents])

    def _prepared(self, document: CourseDocument) -> CourseDocument:
        named = list(terms().seen_in(document.title, document.language))
        return replace(document, title_terms=named, terms=named, gist=_gists()[document.id % GISTS])

    def _engine(self, directory: Path) -> WhooshEngine:
        return WhooshEngine(directory, Knowledge(terms=terms(), encoder=_encoder()))


class _Remembering:
    """An encoder that encodes a text once."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self._encoder = encoder.name, encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        if unknown := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known |= zip(unknown, self._encoder.encode(unknown), strict=True)
        return np.stack([self._known[text] for text in texts])


def _encoder() -> Encoder | None:
    encoder = universal_encoder()
    return _Remembering(encoder) if encoder else None


@cache
def _gists() -> list[str]:
    return [f"{document.title}. {document.summary}" for document in seeded_documents(GISTS)]


def _suggestion_times(engine: WhooshEngine) -> dict[str, float]:
    times = []
    for text in TYPED:
        for length in range(1, len(text) + 1):
            began = time.perf_counter()
            engine.suggest(text[:length], "en")
            times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {"suggestion_ms": median(times), "suggestion_p95_ms": times[int(len(times) * 0.95)]}
