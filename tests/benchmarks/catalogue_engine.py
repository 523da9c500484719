"""Our own engine, asked through its port: by words as its peers are, and across languages as readers ask it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from catalogue.search.knowledge import Knowledge
from catalogue.search.port import CourseDocument, SearchRequest
from catalogue.search.universal_encoder import universal_encoder
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.taxonomy.terms import terms
from tests.benchmarks.asking import PAGE, Ask, Reply


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

    def _engine(self, directory: Path) -> WhooshEngine:
        return WhooshEngine(directory)


class Hybrid(Ours):
    """With the terms of the trade, and with meaning where the extra for it is installed."""

    name = "hybrid"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        super().build(directory, [_described(document) for document in documents])

    def _engine(self, directory: Path) -> WhooshEngine:
        return WhooshEngine(directory, Knowledge(terms=terms(), encoder=universal_encoder()))


def _described(document: CourseDocument) -> CourseDocument:
    named = terms().named_in(document.title, document.language)
    return replace(document, title_terms=named, terms=named, gist=f"{document.title}. {document.summary}")
