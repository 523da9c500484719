"""Courses that lack the words join for a meaning that is nearer than usual, marked as such; nonsense finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Knowledge, Vectors
from catalogue.search.memory import MemoryEngine
from catalogue.search.port import Changes, SearchEngine, SearchRequest
from catalogue.search.whoosh_engine import WhooshEngine

MEANINGS = (("phone", "handset", "mobile", "telefon"), ("weld", "join"), ("forklift", "stapler"), ("paint", "lacquer"))


class Meanings:
    """An axis for each group of words that mean the same, and others for all it does not know; all texts have a little
    in common."""

    name = "meanings 1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length one per text."""
        vectors = np.full((len(texts), 64), 0.01, np.float32)
        for row, text in enumerate(texts):
            for axis, words in enumerate(MEANINGS):
                vectors[row, axis] += any(word in text.lower() for word in words)
            vectors[row, 10 + crc32(text.encode()) % 50] += 0.3
        scaled: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return scaled


def course(number: int, title: str, country: str = "DE") -> CourseDocument:
    return CourseDocument(id=number, title=title, gist=title, subject=title, facets={"country": (country,)})


COURSES = (
    course(1, "Repairing a phone"),
    course(2, "Handset displays"),
    course(3, "Handset cells", "FR"),
    course(4, "Welding of frames", "FR"),
    course(5, "Driving a forklift"),
    course(6, "Lacquer and gloss", "FR"),
    *(course(number, f"Bookkeeping, part {number}" + "." * number) for number in range(10, 40)),
)


@pytest.fixture(params=["whoosh", "memory"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    knowledge = Knowledge(encoder=Meanings())
    made = WhooshEngine(tmp_path / "index", knowledge) if request.param == "whoosh" else MemoryEngine(knowledge)
    made.apply(Changes(upserts=COURSES[:20]))
    made.apply(Changes(upserts=COURSES[20:]))
    return made


def by_meaning(engine: SearchEngine, text: str, **more: object) -> dict[int, bool]:
    request = replace(SearchRequest(text=text, exact=True), **more)  # type: ignore[arg-type]
    return {hit.id: hit.by_meaning for hit in engine.search(request).hits}


def test_the_nearest_join_one_that_has_the_words_after_it_and_are_marked(engine: SearchEngine) -> None:
    assert by_meaning(engine, "phone") == {1: False, 2: True, 3: True}
    assert next(iter(by_meaning(engine, "phone"))) == 1


def test_words_of_no_course_find_what_means_the_same(engine: SearchEngine) -> None:
    assert by_meaning(engine, "telefon") == {1: True, 2: True, 3: True}


def test_nonsense_finds_nothing(engine: SearchEngine) -> None:
    assert by_meaning(engine, "asdf qwer") == {}
    assert by_meaning(engine, "xyzzy") == {}


def test_without_an_encoder_nothing_joins(tmp_path: Path) -> None:
    plain = WhooshEngine(tmp_path / "index")
    plain.apply(Changes(upserts=COURSES))
    assert by_meaning(plain, "phone") == {1: False}


def test_inside_a_filter_the_nearest_join_as_well_and_facets_total_and_hits_agree(engine: SearchEngine) -> None:
    asked = SearchRequest(text="phone", exact=True, facets=("country",))
    counts = {each.value: each.count for each in engine.search(asked).facets["country"]}
    assert counts == {"DE": 2, "FR": 1}
    for country, count in counts.items():
        page = engine.search(replace(asked, filters={"country": frozenset({country})}))
        assert page.total == len(page.hits) == count


def test_an_excluded_word_keeps_out_what_only_means_the_same(engine: SearchEngine) -> None:
    assert by_meaning(engine, "phone -cells") == {1: False, 2: True}


def test_where_all_teach_the_same_all_are_near(tmp_path: Path) -> None:
    same = [course(number, f"Handset repair {number}") for number in range(1, 100)]
    for made in (
        WhooshEngine(tmp_path / "index", Knowledge(encoder=Meanings())),
        MemoryEngine(Knowledge(encoder=Meanings())),
    ):
        made.rebuild(same, force=True)
        assert made.search(SearchRequest(text="mobile", exact=True)).total == len(same)
