"""Commits: new documents become a small segment, replaced and removed ones are marked deleted, small segments merge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.index import TOC, clean_files

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Encoder
from catalogue.search.port import Changes
from catalogue.search.whoosh_engine.schema import INDEX_NAME, schema
from catalogue.search.whoosh_engine.segments.arrays import Array, write_arrays
from catalogue.search.whoosh_engine.segments.codec import ArraySegment
from catalogue.search.whoosh_engine.segments.disk_errors import writing_to_disk
from catalogue.search.whoosh_engine.segments.merge_policy import segments_to_merge
from catalogue.search.whoosh_engine.segments.merging import merged_arrays
from catalogue.search.whoosh_engine.segments.sealed_storage import SealedStorage
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.segments.segment_builder import segment_arrays
from catalogue.search.whoosh_engine.segments.vectors import MAX_TEXTS_PER_COMMIT, vector_arrays
from catalogue.search.whoosh_engine.snapshot import Snapshot, open_segment, read_contents

DOCUMENTS_PER_BATCH = 8_000
"""Documents turned into a segment at once; bounds the memory of a rebuild."""


@writing_to_disk()
def create_index(directory: Path) -> None:
    """Write an index without documents."""
    TOC.create(SealedStorage(directory), schema(), INDEX_NAME)


def commit_changes(directory: Path, snapshot: Snapshot, changes: Changes, encoder: Encoder | None = None) -> bool:
    """Write the changes as one commit, which readers see whole; return False if there was nothing to write.

    ``snapshot`` is the last commit and the writers' lock is held. With an encoder the documents' vectors are kept too.
    """
    upserts = {document.id: document for document in changes.upserts}
    contents = read_contents(directory, snapshot.generation)
    touched = np.array([*upserts, *changes.deletions], np.int64)
    deleted = [_delete(segment, view, touched) for segment, view in zip(contents.segments, snapshot.views, strict=True)]
    if not upserts and not any(deleted):
        return False
    fresh = list(write_batches(directory, upserts.values(), encoder, snapshot, MAX_TEXTS_PER_COMMIT))
    segments = [segment for segment in contents.segments if segment.doc_count()] + fresh
    _publish(directory, _merge_small(directory, segments, len(upserts)), contents.generation + 1)
    return True


def write_batches(
    directory: Path,
    documents: Iterable[CourseDocument],
    encoder: Encoder | None,
    before: Snapshot | None,
    most: int | None = None,
) -> Iterator[ArraySegment]:
    """Write documents as segments that are not yet part of the index, and yield each.

    Vectors of texts that were there ``before`` are kept, and those of up to ``most`` new texts are encoded.
    """
    files = [view.file for view in before.views] if before else []
    remaining = iter(documents)
    while batch := list(islice(remaining, DOCUMENTS_PER_BATCH)):
        segment = ArraySegment(INDEX_NAME, len(batch))
        arrays, meta = segment_arrays(batch)
        vectors, vector_meta = vector_arrays(batch, encoder, files, most) if encoder else ({}, {})
        write_arrays(segment.path(directory), arrays | vectors, meta | vector_meta)
        yield segment


def write_index(
    directory: Path,
    documents: Iterable[CourseDocument],
    encoder: Encoder | None = None,
    before: Snapshot | None = None,
) -> int:
    """Fill the empty index of a directory with documents of distinct ids, in one segment, and return how many."""
    segments = list(write_batches(directory, documents, encoder, before))
    if len(segments) > 1:
        segments = [merge_segments(directory, segments)]
    _publish(directory, segments, 1)
    return sum(segment.doc_count() for segment in segments)


def _delete(segment: ArraySegment, view: SegmentView, touched: Array) -> int:
    documents = view.documents_of(touched).tolist()
    for document in documents:
        segment.delete_document(document)
    return len(documents)


def _merge_small(directory: Path, segments: Sequence[ArraySegment], fresh: int) -> list[ArraySegment]:
    chosen = segments_to_merge([segment.doc_count() for segment in segments], fresh)
    if not chosen:
        return list(segments)
    merged = merge_segments(directory, [segments[place] for place in sorted(chosen)])
    return [segment for place, segment in enumerate(segments) if place not in chosen] + [merged]


def merge_segments(directory: Path, segments: Sequence[ArraySegment]) -> ArraySegment:
    """Write one segment with the live documents of these, and return it."""
    arrays, meta = merged_arrays([open_segment(directory, segment, {}) for segment in segments])
    merged = ArraySegment(INDEX_NAME, meta["documents"])
    write_arrays(merged.path(directory), arrays, meta)
    return merged


@writing_to_disk()
def _publish(directory: Path, segments: Sequence[ArraySegment], generation: int) -> None:
    """Write the table of contents, which completes the commit, and remove the files it no longer lists."""
    storage = SealedStorage(directory)
    TOC(schema(), list(segments), generation).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, generation, segments)
