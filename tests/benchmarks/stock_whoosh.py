"""Whoosh without our engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from catalogue.search.documents import CourseDocument
from catalogue.search.facets import FACET_KEYS
from catalogue.search.ranking import FIELD_WEIGHTS
from tests.benchmarks.asking import FIELDS, PAGE, Ask, Reply


class StockWhoosh:
    """Whoosh as its documentation has it: ``MultifieldParser``, ``groupedby`` on sortable columns."""

    name = "whoosh"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        from whoosh import fields, index
        from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
        from whoosh.support.charset import accent_map

        analyzer = RegexTokenizer() | LowercaseFilter() | CharsetFilter(accent_map)
        schema = fields.Schema(id=fields.STORED())
        for name in FIELDS:
            schema.add(name, fields.TEXT(analyzer=analyzer))
        for key in FACET_KEYS:
            schema.add(f"facet_{key}", fields.KEYWORD(commas=True, sortable=True))
        directory.mkdir(parents=True)
        writer = index.create_in(str(directory), schema).writer(limitmb=512)
        for document in documents:
            facets = {f"facet_{key}": ",".join(values) for key, values in document.facets.items()}
            writer.add_document(id=document.id, **{name: getattr(document, name) for name in FIELDS}, **facets)
        writer.commit()

    def open(self, directory: Path) -> Callable[[Ask], Reply]:
        from whoosh import index, qparser, query, sorting

        searcher = index.open_dir(str(directory)).searcher()
        boosts = dict(FIELD_WEIGHTS)

        def text_query(ask: Ask) -> Any:
            if ask.typo:
                return query.Or([query.FuzzyTerm(name, word, prefixlength=1) for word in ask.words for name in FIELDS])
            group = qparser.OrGroup if ask.any_word else qparser.AndGroup
            parser = qparser.MultifieldParser(list(FIELDS), searcher.schema, fieldboosts=boosts, group=group)
            text = " ".join(ask.words)
            return parser.parse(f'"{text}"' if ask.phrase else text + "*" * ask.prefix) if ask.words else query.Every()

        def filtered(ask: Ask, leaving: str | None) -> Any:
            chosen = [
                query.Or([query.Term(f"facet_{key}", value) for value in values])
                for key, values in ask.filters.items()
                if key != leaving
            ]
            return query.And(chosen) if chosen else None

        def counts(ask: Ask, keys: Sequence[str], leaving: str | None) -> tuple[int, dict[str, dict[str, int]]]:
            facets = sorting.Facets()
            for key in keys:
                facets.add_facet(key, sorting.FieldFacet(f"facet_{key}", allow_overlap=True, maptype=sorting.Count))
            results = searcher.search(text_query(ask), limit=PAGE, groupedby=facets, filter=filtered(ask, leaving))
            return len(results), {key: dict(results.groups(key)) for key in keys}

        def ask(question: Ask) -> Reply:
            free = [key for key in FACET_KEYS if key not in question.filters]
            total, found = counts(question, free, None)
            for key in question.filters:
                found |= counts(question, [key], key)[1]
            return Reply(total, found)

        return ask
