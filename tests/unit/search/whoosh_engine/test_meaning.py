"""Courses found by what they mean: at once if they are few, later if they come in bulk, never at the words' expense."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Knowledge, Vectors
from catalogue.search.port import Changes, SearchRequest
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.search.whoosh_engine.segments.vectors import MAX_TEXTS_PER_COMMIT

MEANINGS = {"weld": "weld", "svař": "weld", "cell": "cell", "člán": "cell"}


class Topics:
    """Knows a few beginnings of words in two languages, an axis for each topic, and how much it was asked."""

    name = "topics 1"

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        axes = sorted({*MEANINGS.values()})
        vectors = np.full((len(texts), 64), 0.01, np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                if topic := MEANINGS.get(word[:4]):
                    vectors[row, axes.index(topic)] = 1.0
        scaled: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return scaled


@pytest.fixture
def topics() -> Topics:
    return Topics()


@pytest.fixture
def engine(tmp_path: Path, topics: Topics) -> WhooshEngine:
    return WhooshEngine(tmp_path / "index", Knowledge(encoder=topics))


def course(number: int, title: str) -> CourseDocument:
    return CourseDocument(id=number, title=title, gist=title)


def many(first: int = 1) -> list[CourseDocument]:
    return [course(number, f"Svařování {number}") for number in range(first, first + MAX_TEXTS_PER_COMMIT + 1)]


def found(engine: WhooshEngine, text: str) -> set[int]:
    return {hit.id for hit in engine.search(SearchRequest(text=text, per_page=1000, highlight=False)).hits}


def test_a_few_changes_are_found_by_their_meaning_at_once(engine: WhooshEngine) -> None:
    engine.apply(Changes(upserts=[course(1, "Svařování rámů"), course(2, "Články baterií")]))
    assert found(engine, "welding") == {1}
    assert engine.without_meaning(10) == []


def test_a_bulk_is_found_by_its_words_at_once_and_by_its_meaning_once_it_was_brought_in_again(
    engine: WhooshEngine, topics: Topics
) -> None:
    bulk = many()
    engine.apply(Changes(upserts=bulk))
    assert topics.encoded == 0 and found(engine, "svařování") == {each.id for each in bulk}
    while ids := engine.without_meaning(100):
        engine.apply(Changes(upserts=[each for each in bulk if each.id in ids]))
    assert 0 < len(found(engine, "welding")) <= len(bulk)


def test_a_bulk_leaves_the_meaning_of_what_did_not_change(engine: WhooshEngine) -> None:
    engine.apply(Changes(upserts=[course(1, "Články baterií")]))
    engine.apply(Changes(upserts=[course(1, "Články baterií"), *many(2)]))
    assert found(engine, "cells") == {1}
    assert 1 not in engine.without_meaning(1000)


def test_a_rebuild_gives_every_course_its_meaning(engine: WhooshEngine) -> None:
    engine.apply(Changes(upserts=many()))
    engine.rebuild(many())
    assert not engine.without_meaning(10)


def test_an_engine_that_knows_no_meaning_lacks_none(tmp_path: Path) -> None:
    plain = WhooshEngine(tmp_path / "index")
    plain.apply(Changes(upserts=many()))
    assert plain.without_meaning(10) == ()


def test_a_course_is_like_those_that_mean_the_same_in_another_language(engine: WhooshEngine) -> None:
    engine.rebuild([course(1, "Welding aluminium"), course(2, "Svařování hliníku"), course(3, "Cell making")])
    assert list(engine.similar(1)) == [2]
    assert list(engine.similar(3)) == []
