"""Our own engine, asked through its port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from catalogue.search.port import CourseDocument, SearchRequest
from catalogue.search.whoosh_engine import WhooshEngine
from tests.benchmarks.asking import PAGE, Ask, Reply


class Ours:
    name = "catalogue"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        WhooshEngine(directory).rebuild(documents)

    def open(self, directory: Path) -> Callable[[Ask], Reply]:
        engine = WhooshEngine(directory)

        def ask(question: Ask) -> Reply:
            text = (" OR " if question.any_word else " ").join(question.words)
            text = f'"{text}"' if question.phrase else text + "*" * question.prefix
            page = engine.search(SearchRequest(text=text, filters=question.filters, per_page=PAGE, highlight=False))
            return Reply(page.total, {key: {v.value: v.count for v in values} for key, values in page.facets.items()})

        return ask
