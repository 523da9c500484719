"""Segments that are merged are the segment that their live documents would have been written as."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.knowledge import Vectors
from catalogue.search.whoosh_engine.segments import merging
from catalogue.search.whoosh_engine.segments.arrays import Array, write_arrays
from catalogue.search.whoosh_engine.segments.merging import merged_arrays
from catalogue.search.whoosh_engine.segments.segment import SegmentFile, SegmentView
from catalogue.search.whoosh_engine.segments.segment_builder import segment_arrays
from catalogue.search.whoosh_engine.segments.vectors import vector_arrays

WORDS = ("cell", "cells", "Zellfertigung", "pack", "safety", "laser", "Ladesäule")
LANGUAGES = ("en", "de", "cs", None)
MOST_RUNS = {3: 70, 4: 9, 5: 140, 11: 65}
"""Runs of courses with more than a few, so that masks differ in width and in planes."""
Alive = tuple[CourseDocument, bool]


class Lengths:
    """Encodes a text as its length and a one."""

    name = "lengths 1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.ones((len(texts), 64), np.float32)
        vectors[:, 0] = [1 + len(text) for text in texts]
        return vectors


def course(number: int, title: str, description: str, language: str | None) -> CourseDocument:
    return CourseDocument(
        id=1000 - number,
        title=title,
        description=description,
        keywords=title[::-1],
        language=language,
        first_start=date(2027, 1, 1 + number % 28) if number % 3 else None,
        last_start=date(2028, 1, 1 + number % 28) if number % 2 else None,
        created=date(2026, 1, 1 + number % 28),
        facets={"skill_area": (("batteries", "hydrogen", "laser")[number % 3],)},
        runs=[run(number + place) for place in range(MOST_RUNS.get(number, number % 4))],
        hours=float(number) if number % 3 else None,
        terms=("laser-welding",) * (number % 2),
        gist=title,
        completeness=number % 7 / 7,
    )


def run(number: int) -> RunDocument:
    return RunDocument(
        facets={"country": (("DE", "PT", "CZ")[number % 3],), "language": ("en", "de")[: number % 3]},
        start=date(2027, 1, 1 + number % 28) if number % 3 else None,
        price=Decimal(number) if number % 2 else None,
        latitude=48.0 + number if number % 5 else None,
        longitude=11.0 if number % 5 else None,
    )


def segment(folder: Path, documents: Sequence[Alive], encode: bool = True) -> SegmentView:
    """A segment's file with these documents, of which those that are not alive were deleted since."""
    path = folder / f"{len(list(folder.iterdir()))}.arr"
    arrays, meta = segment_arrays([document for document, _ in documents])
    vectors, encoder = vector_arrays([document for document, _ in documents], Lengths(), [], None)
    write_arrays(path, arrays | (vectors if encode else {}), meta | (encoder if encode else {}))
    return SegmentView(SegmentFile(path), np.array([alive for _, alive in documents], bool))


def of_the_living(segments: Sequence[Sequence[Alive]]) -> tuple[dict[str, Array], list[str]]:
    """The arrays that the live documents have when written at once, and the language of each."""
    living = [document for documents in segments for document, alive in documents if alive]
    arrays, meta = segment_arrays(living)
    vectors, _ = vector_arrays(living, Lengths(), [], None)
    return arrays | vectors, [meta["languages"][place] for place in arrays["language"]]


def assert_merged_as_if_written_at_once(folder: Path, segments: Sequence[Sequence[Alive]]) -> None:
    merged, meta = merged_arrays([segment(folder, documents) for documents in segments])
    written, languages = of_the_living(segments)
    assert set(merged) == set(written)
    for name in sorted(set(merged) - {"language"}):
        assert merged[name].dtype == written[name].dtype, name
        assert merged[name].tolist() == written[name].tolist(), name
    assert [meta["languages"][place] for place in merged["language"]] == languages
    assert merged["language"].dtype == written["language"].dtype
    assert (meta["documents"], meta["encoder"]) == (len(languages), "lengths 1")


CORPUS = [
    [
        (course(1, "Cell safety", "laser laser cell, pack", "en"), True),
        (course(2, "Zellfertigung", "Laser und Ladesäule, Ladesäule", "de"), True),
        (course(3, "Gone", "nothing else says gone, and cell", "en"), False),
        (course(4, "Pack", "", None), True),
    ],
    [
        (course(5, "Laser", "cell pack cell pack cell", "cs"), False),
        (course(6, "Laser", "cell pack cell pack cell safety", "cs"), True),
        (course(7, "Ærlig", "zebra", "de"), True),
    ],
    [(course(8, "Absent", "altogether", "fr"), False)],
    [(course(9, "Cell", "cell", "en"), True)],
]


@pytest.mark.parametrize("postings", [2_000_000, 7, 1])
def test_segments_are_merged_as_if_written_at_once_however_thin_the_slices(
    postings: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "POSTINGS_PER_SLICE", postings)
    assert_merged_as_if_written_at_once(tmp_path, CORPUS)


def test_one_segment_alone_is_merged_with_what_is_left_of_it(tmp_path: Path) -> None:
    assert_merged_as_if_written_at_once(tmp_path, CORPUS[:1])


_texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
_documents = st.tuples(_texts, _texts, st.sampled_from(LANGUAGES), st.booleans())


@given(
    shape=st.lists(st.lists(_documents, min_size=1, max_size=4), min_size=1, max_size=4), postings=st.integers(1, 12)
)
def test_whatever_was_deleted_the_rest_is_as_if_written_at_once(
    shape: list[list[tuple[str, str, str | None, bool]]], postings: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    numbers = iter(range(1, 100))
    segments = [[(course(next(numbers), *texts), alive) for *texts, alive in documents] for documents in shape]
    segments.append([(course(next(numbers), "Cell", "", "en"), True)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "POSTINGS_PER_SLICE", postings)
        assert_merged_as_if_written_at_once(tmp_path_factory.mktemp("segments"), segments)


def test_segments_of_which_nothing_is_left_make_an_empty_one(tmp_path: Path) -> None:
    merged, meta = merged_arrays([segment(tmp_path, CORPUS[2]), segment(tmp_path, CORPUS[2])])
    assert (meta["documents"], meta["languages"]) == (0, ["fr"])
    assert {name for name, array in merged.items() if array.size and not name.endswith(("offsets", "starts"))} == set()
    path = tmp_path / "merged.arr"
    write_arrays(path, merged, meta)
    assert list(SegmentFile(path).field("title").all_terms()) == []


def test_languages_are_named_once_in_order_whichever_segments_had_them(tmp_path: Path) -> None:
    _, meta = merged_arrays([segment(tmp_path, documents) for documents in CORPUS])
    assert meta["languages"] == sorted({"en", "de", "cs", "fr", ""} & {*meta["languages"]})
    assert {"en", "de", "cs", "fr"} <= {*meta["languages"]}


def test_no_vectors_are_made_up_for_segments_that_have_none(tmp_path: Path) -> None:
    merged, meta = merged_arrays([segment(tmp_path, documents, encode=False) for documents in CORPUS])
    assert "encoder" not in meta and "vector" not in merged


@pytest.mark.parametrize("bound", [1, 3, 8, 20, 10_000])
def test_a_slice_has_as_many_postings_as_are_merged_at_once_and_no_more_than_its_last_term_adds(
    bound: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorted_at_once: list[int] = []
    usual = np.argsort

    def counted(keys: Array, kind: str | None = None) -> Array:
        sorted_at_once.append(keys.size)
        return usual(keys, kind=kind)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(merging, "POSTINGS_PER_SLICE", bound)
    monkeypatch.setattr(merging.np, "argsort", counted)
    title = " ".join(f"{first}{second}" for first in "bcdfgh" for second in "aeiou")
    segments = [[(course(number, title, title, "en"), True)] for number in range(4)]
    merged, _ = merged_arrays([segment(tmp_path, documents) for documents in segments])
    postings = [array.size for name, array in merged.items() if name.endswith(".docs")]
    assert sum(sorted_at_once) == sum(postings)
    assert min(sorted_at_once) > 0 and max(sorted_at_once) < bound + len(segments)
    assert len(sorted_at_once) <= sum(-(-size // bound) for size in postings)
