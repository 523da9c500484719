"""The index at one moment: every search runs on one snapshot from beginning to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from errno import ENOENT
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import TOC, FileIndex

from catalogue.domain.search.versioned_cache import VersionedCache
from catalogue.search.port import IndexDamaged
from catalogue.search.spelling import SpellingVocabulary
from catalogue.search.whoosh_engine.queries.statistics import IndexStatistics
from catalogue.search.whoosh_engine.results.facet_counts import FacetUnion
from catalogue.search.whoosh_engine.results.similar_courses import SimilarCourses
from catalogue.search.whoosh_engine.schema import INDEX_NAME, schema
from catalogue.search.whoosh_engine.segments.codec import ArraySegment
from catalogue.search.whoosh_engine.segments.facet_columns import facet_table
from catalogue.search.whoosh_engine.segments.sealed_storage import SealedStorage
from catalogue.search.whoosh_engine.segments.segment import SegmentFile, SegmentView
from catalogue.search.word_list import WordList

_MAX_ATTEMPTS = 10
"""Times to start over when a writer removes merged files between our reading their names and opening them."""


class Snapshot:
    """One commit: Whoosh's table of contents and the segments it lists; ``pages_of_counts`` caches pages that only
    count."""

    def __init__(
        self, directory: Path, generation: int, views: tuple[SegmentView, ...], names: tuple[str, ...]
    ) -> None:
        self.directory = directory
        self.generation = generation
        self.views = views
        self.names = names
        self.statistics = IndexStatistics([view.file for view in views])
        self.pages_of_counts = VersionedCache(most=1024)

    @cached_property
    def live_count(self) -> int:
        return sum(view.live_count for view in self.views)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages documents are written in, unknown left out."""
        return frozenset(language for view in self.views for language in view.file.languages if language)

    def vocabulary(self, reader: str, trade: WordList) -> SpellingVocabulary:
        """Return the words of the courses, for a reader of a language with these words of the trade."""
        own = [view.file.words_of(reader) for view in self.views]
        return SpellingVocabulary([view.file.word_list for view in self.views], own, trade, reader)

    @cached_property
    def similar(self) -> Callable[[int, int], tuple[int, ...]]:
        """The courses similar to one, cached for as long as nothing changes: see ``SimilarCourses.to``."""
        return lru_cache(maxsize=4096)(SimilarCourses(self.views, self.statistics).to)

    @cached_property
    def facets(self) -> FacetUnion:
        return FacetUnion([facet_table(view.file) for view in self.views])

    def index(self) -> FileIndex:
        """Return the same index for Whoosh's own searchers."""
        return FileIndex(SealedStorage(self.directory), schema(), INDEX_NAME)

    def unchanged(self) -> bool:
        """Return whether nobody has written to a segment since it was opened."""
        return all(view.file.arrays.unchanged() for view in self.views)

    def problems(self) -> list[str]:
        """Return what is not what was written; reads every byte of every segment."""
        return [problem for view in self.views for problem in view.file.arrays.problems()]

    def files(self) -> Mapping[str, SegmentFile]:
        """Return the open segment files by name."""
        return {name: view.file for name, view in zip(self.names, self.views, strict=True)}


def latest_generation(directory: Path) -> int:
    """Return the number of the last commit, -1 if there is none; it lists a directory, which is cheap enough for every
    search."""
    try:
        return int(TOC._latest_generation(SealedStorage(directory), INDEX_NAME))
    except FileNotFoundError:
        return -1


def read_contents(directory: Path, generation: int | None = None) -> TOC:
    """Return Whoosh's table of contents. Raise ``IndexDamaged`` if it cannot be read, ``OSError`` if it is not
    there."""
    if latest_generation(directory) < 0:
        raise FileNotFoundError(ENOENT, "there is no table of contents", str(directory / f"_{INDEX_NAME}_*.toc"))
    try:
        return TOC.read(SealedStorage(directory), INDEX_NAME, gen=generation, schema=schema())
    except (OSError, IndexDamaged):
        raise
    except Exception as damage:
        raise IndexDamaged(f"the table of contents in {directory} cannot be read ({damage})") from damage


def open_snapshot(directory: Path, known: Mapping[str, SegmentFile]) -> Snapshot:
    """Return the last commit of a directory, with segments already open taken from ``known``.

    Raise ``IndexDamaged`` if a file cannot be read, ``FileNotFoundError`` if the directory goes away.
    """
    for _ in range(_MAX_ATTEMPTS):
        generation = latest_generation(directory)
        try:
            contents = read_contents(directory)
            views = tuple(open_segment(directory, segment, known) for segment in contents.segments)
        except FileNotFoundError as missing:
            if latest_generation(directory) == generation:
                raise IndexDamaged(f"the file {missing.filename} is missing") from missing
            time.sleep(0.01)
            continue
        return Snapshot(directory, contents.generation, views, tuple(_name(segment) for segment in contents.segments))
    raise IndexDamaged(f"the index in {directory} changes faster than it can be opened")


def open_segment(directory: Path, segment: Any, known: Mapping[str, SegmentFile]) -> SegmentView:
    """Return a segment as the table of contents describes it, its file taken from ``known`` if it is open already.
    Raise ``IndexDamaged`` if the file is not the segment's."""
    if not isinstance(segment, ArraySegment):
        raise IndexDamaged(f"{segment.segment_id()} was not written by this program")
    file = known.get(_name(segment))
    if file is None or not file.arrays.unchanged():
        file = SegmentFile(segment.path(directory))
    if file.documents != segment.doc_count_all():
        raise IndexDamaged(f"{_name(segment)} does not hold the documents that the table of contents says")
    alive = np.ones(file.documents, bool)
    alive[list(segment.deleted_docs())] = False
    return SegmentView(file, alive)


def _name(segment: Any) -> str:
    return str(segment.segment_id())
