"""Tantivy, a native engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from catalogue.domain.text.folding import fold
from catalogue.search.documents import CourseDocument
from catalogue.search.facets import FACET_KEYS
from catalogue.search.ranking import FIELD_WEIGHTS
from tests.benchmarks.asking import FIELDS, PAGE, Ask, Reply


class Tantivy:
    """Tantivy's Python binding, facets by terms aggregations over fast fields."""

    name = "tantivy"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, fast=True)
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="default")
        for key in FACET_KEYS:
            builder.add_text_field(f"facet_{key}", tokenizer_name="raw", fast=True)
        directory.mkdir(parents=True)
        index = tantivy.Index(builder.build(), path=str(directory))
        writer = index.writer(heap_size=256_000_000, num_threads=2)
        for document in documents:
            entry = tantivy.Document(id=document.id)
            for name in FIELDS:
                entry.add_text(name, fold(getattr(document, name)))
            for key, values in document.facets.items():
                for value in values:
                    entry.add_text(f"facet_{key}", value)
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, directory: Path) -> Callable[[Ask], Reply]:
        import tantivy

        index = tantivy.Index.open(str(directory))
        index.reload()
        searcher, schema = index.searcher(), index.schema
        must, should = tantivy.Occur.Must, tantivy.Occur.Should

        def word(text: str, ask: Ask) -> Any:
            texts = [(name, tantivy.Query.term_query(schema, name, text)) for name in FIELDS]
            if ask.typo:
                texts = [(name, tantivy.Query.fuzzy_term_query(schema, name, text)) for name in FIELDS]
            if ask.prefix:
                texts = [(name, tantivy.Query.regex_query(schema, name, f"{text}.*")) for name in FIELDS]
            return tantivy.Query.boolean_query(
                [(should, tantivy.Query.boost_query(query, FIELD_WEIGHTS[name])) for name, query in texts]
            )

        def text_query(ask: Ask) -> Any:
            words = [fold(one) for one in ask.words]
            if not words:
                return tantivy.Query.all_query()
            if ask.phrase:
                phrases = [tantivy.Query.phrase_query(schema, name, words) for name in FIELDS]
                return tantivy.Query.boolean_query([(should, phrase) for phrase in phrases])
            occur = should if ask.any_word else must
            return tantivy.Query.boolean_query([(occur, word(one, ask)) for one in words])

        def filtered(ask: Ask, leaving: str | None) -> Any:
            chosen = [
                (must, tantivy.Query.term_set_query(schema, f"facet_{key}", sorted(values)))
                for key, values in ask.filters.items()
                if key != leaving
            ]
            return tantivy.Query.boolean_query([(must, text_query(ask)), *chosen]) if chosen else text_query(ask)

        def counts(query: Any, keys: Sequence[str]) -> dict[str, dict[str, int]]:
            wanted = {key: {"terms": {"field": f"facet_{key}", "size": 1000}} for key in keys}
            found = searcher.aggregate(query, wanted)
            return {key: {b["key"]: b["doc_count"] for b in found[key]["buckets"]} for key in keys}

        def ask(question: Ask) -> Reply:
            query = filtered(question, None)
            total = searcher.search(query, limit=PAGE, count=True).count
            found = counts(query, [key for key in FACET_KEYS if key not in question.filters])
            for key in question.filters:
                found |= counts(filtered(question, key), [key])
            return Reply(total, found)

        return ask
