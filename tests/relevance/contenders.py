"""What answers the judged queries: the catalogue's engine, and Whoosh as its documentation has it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from whoosh import fields, qparser
from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
from whoosh.filedb.filestore import RamStorage
from whoosh.support.charset import accent_map

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Knowledge
from catalogue.search.port import SearchRequest
from catalogue.search.ranking import ALL_SIGNALS, FIELD_WEIGHTS, Signals
from catalogue.search.universal_encoder import universal_encoder
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.services.search.searching import search_with_correction
from catalogue.taxonomy.terms import terms
from tests.relevance.judged import JudgedQuery, JudgedSet
from tests.relevance.measures import DEPTH, Measures, mean, measure

_encoder = cache(universal_encoder)

Answerer = Callable[[JudgedQuery], Sequence[int]]
"""The ids of the first courses for a query, best first."""


def stock_whoosh(documents: Sequence[CourseDocument]) -> Answerer:
    """BM25F over the same fields and weights, accents folded, all words required."""
    analyzer = RegexTokenizer() | LowercaseFilter() | CharsetFilter(accent_map)
    schema = fields.Schema(id=fields.STORED(), **{name: fields.TEXT(analyzer=analyzer) for name in FIELD_WEIGHTS})
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in documents:
        writer.add_document(id=document.id, **{name: getattr(document, name) for name in FIELD_WEIGHTS})
    writer.commit()
    searcher = index.searcher()
    parser = qparser.MultifieldParser(list(FIELD_WEIGHTS), schema, fieldboosts=FIELD_WEIGHTS)
    facets = {document.id: document.facets for document in documents}

    def answer(query: JudgedQuery) -> Sequence[int]:
        found = [hit["id"] for hit in searcher.search(parser.parse(query.text), limit=None)]
        return [number for number in found if _passes(facets[number], query.filters)][:DEPTH]

    return answer


def catalogue_engine(documents: Sequence[CourseDocument], signals: Signals = ALL_SIGNALS) -> Answerer:
    """Our own engine, asked as the search page asks it."""
    directory = tempfile.TemporaryDirectory()
    engine = WhooshEngine(Path(directory.name), Knowledge(terms=terms(), encoder=_encoder(), signals=signals))
    engine.rebuild(documents)

    def answer(query: JudgedQuery) -> Sequence[int]:
        asked = SearchRequest(
            text=query.text, filters=query.filters, language=query.language, per_page=DEPTH, highlight=False, facets=()
        )
        with_files = directory  # kept as long as the engine
        page, _ = search_with_correction(engine, asked)
        return [hit.id for hit in page.hits] if with_files else []

    return answer


def measured(judged: JudgedSet, answer: Answerer) -> list[tuple[JudgedQuery, Measures]]:
    """Every query of a set with the measures of its answer."""
    return [(query, measure(answer(query), judged.grades(query))) for query in judged.queries]


def by_kind(results: Sequence[tuple[JudgedQuery, Measures]]) -> dict[str, Measures]:
    return _grouped(results, lambda query: query.kind)


def by_language(results: Sequence[tuple[JudgedQuery, Measures]]) -> dict[str, Measures]:
    return _grouped(results, lambda query: query.language)


def overall(results: Sequence[tuple[JudgedQuery, Measures]]) -> Measures:
    """Mean over all queries."""
    return mean([each for _, each in results])


def _grouped(
    results: Sequence[tuple[JudgedQuery, Measures]], group: Callable[[JudgedQuery], str]
) -> dict[str, Measures]:
    groups: dict[str, list[Measures]] = {}
    for query, measures in results:
        groups.setdefault(group(query), []).append(measures)
    return {name: mean(several) for name, several in groups.items()}


def _passes(facets: Mapping[str, Sequence[str]], filters: Mapping[str, frozenset[str]]) -> bool:
    return all(values & set(facets.get(key, ())) for key, values in filters.items())
