"""The evaluator answers what Whoosh answers: same documents, same scores, same order.

The reference is Whoosh itself, twice: an index written and searched by stock Whoosh from the same texts, and stock
Whoosh's searcher on our own segments, which also covers stems and deletions.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index, query, scoring

from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.search.whoosh_engine.queries.dis_max import DisMax
from catalogue.search.whoosh_engine.queries.evaluation import Evaluator
from catalogue.search.whoosh_engine.queries.whoosh_matchers import matched_by_whoosh
from catalogue.search.whoosh_engine.schema import schema
from catalogue.search.whoosh_engine.snapshot import Snapshot

WORDS = ("cell", "cells", "pack", "packs", "safety", "laser", "welds", "test")
FIELDS = ("title", "description")
Scores = dict[int, float]

_texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
_corpora = st.lists(st.tuples(_texts, _texts, st.sampled_from([None, "en", "de"])), min_size=1, max_size=14)
_terms = st.builds(
    query.Term, st.sampled_from(FIELDS), st.sampled_from((*WORDS, "weld", "unheard")), st.sampled_from([1.0, 2.5])
)
_phrases = st.builds(
    query.Phrase,
    st.sampled_from(FIELDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3),
    st.sampled_from([1, 2]),
)
_patterns = st.builds(query.Prefix, st.sampled_from(FIELDS), st.sampled_from(["c", "pack", "z"])) | st.builds(
    query.FuzzyTerm, st.sampled_from(FIELDS), st.sampled_from(["cel", "lasre"])
)
_facet_terms = st.builds(query.Term, st.just("facet_country"), st.sampled_from(["DE", "PT", "XX"]))


def _combined(children: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
    some = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        st.builds(query.And, some),
        st.builds(query.Or, some),
        st.builds(DisMax, some),
        st.builds(query.AndMaybe, children, children),
        st.builds(lambda wanted, unwanted: query.And([wanted, query.Not(unwanted)]), children, children),
    )


_queries = st.recursive(_terms | _phrases | _facet_terms | _patterns, _combined, max_leaves=6)


def document(number: int, title: str, description: str, language: str | None = None) -> CourseDocument:
    country = ("DE", "PT")[number % 2]
    return CourseDocument(
        id=number, title=title, description=description, language=language, facets={"country": (country,)}
    )


def evaluated(snapshot: Snapshot, node: query.Query) -> Scores:
    scores: Scores = {}
    for place, view in enumerate(snapshot.views):
        match = Evaluator(view.file, snapshot.statistics, matched_by_whoosh(snapshot, place)).match(node)
        ids = view.file.column("id")
        scores |= {
            int(ids[doc]): score
            for doc, score in zip(match.docs.tolist(), match.scores.tolist(), strict=True)
            if view.alive[doc]
        }
    return scores


def searched_by_whoosh(opened: index.FileIndex, node: query.Query, identify: Callable[[object, int], int]) -> Scores:
    with opened.searcher(weighting=scoring.BM25F()) as searcher:
        results = searcher.search(node, limit=None)
        return {identify(searcher, number): score for score, number in results.top_n}


def our_id(searcher: object, number: int) -> int:
    return int(searcher.stored_fields(number)["id"])  # type: ignore[attr-defined]


def by_rank(scores: Scores) -> list[int]:
    return sorted(scores, key=lambda number: (-round(scores[number], 9), number))


def assert_same(ours: Scores, theirs: Scores) -> None:
    assert set(ours) == set(theirs)
    assert by_rank(ours) == by_rank(theirs)
    assert [ours[number] for number in by_rank(ours)] == pytest.approx([theirs[number] for number in by_rank(theirs)])


def build(directory: Path, documents: Sequence[CourseDocument], edited: set[int]) -> Snapshot:
    """Three commits: some documents, the others, and an edit of some, so that segments and deletions are many."""
    engine = WhooshEngine(directory)
    half = len(documents) // 2
    engine.apply(Changes(upserts=documents[:half]))
    engine.apply(Changes(upserts=documents[half:]))
    engine.apply(Changes(upserts=[one for one in documents if one.id in edited]))
    snapshot = engine._commits.present()
    assert snapshot
    return snapshot


@settings(max_examples=25, deadline=None)
@given(corpus=_corpora, node=_queries, edited=st.sets(st.integers(0, 13), max_size=3))
def test_whooshs_own_searcher_finds_the_same_in_our_segments(
    corpus: list[tuple[str, str, str | None]], node: query.Query, edited: set[int]
) -> None:
    documents = [document(number, *fields) for number, fields in enumerate(corpus)]
    with tempfile.TemporaryDirectory() as directory:
        snapshot = build(Path(directory), documents, edited)
        assert_same(evaluated(snapshot, node), searched_by_whoosh(snapshot.index(), node, our_id))


@settings(max_examples=12, deadline=None)
@given(corpus=_corpora, node=_queries)
def test_an_index_written_and_searched_by_stock_whoosh_agrees(
    corpus: list[tuple[str, str, str | None]], node: query.Query
) -> None:
    documents = [document(number, title, description) for number, (title, description, _) in enumerate(corpus)]
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        snapshot = build(Path(ours), documents, set())
        stock = index.create_in(theirs, schema())
        writer = stock.writer()
        for one in documents:
            writer.add_document(title=one.title, description=one.description, facet_country=one.facets["country"][0])
        writer.commit()
        assert_same(evaluated(snapshot, node), searched_by_whoosh(stock, node, lambda _, number: number))
