"""One immutable segment as arrays: posting lists, lengths, facets and columns. Loaded lazily, shared by threads."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from catalogue.search.port import IndexDamaged
from catalogue.search.whoosh_engine.schema import SPELLING_FIELD
from catalogue.search.whoosh_engine.segments.arrays import Array, ArrayFile
from catalogue.search.whoosh_engine.segments.segment_builder import STORED_FIELDS
from catalogue.search.word_list import WordList

Derived = TypeVar("Derived")
NO_DOCS: Array = np.empty(0, np.int32)


class SegmentFile:
    """The content of a segment's file, in the order its documents were written (document numbers count from 0)."""

    def __init__(self, path: Path) -> None:
        self.arrays = ArrayFile(path)
        self.documents: int = self.arrays.meta["documents"]
        self.languages: list[str] = self.arrays.meta["languages"]
        self._fields: dict[str, FieldArrays] = {}
        self._derived: dict[str, Any] = {}

    def field(self, name: str) -> FieldArrays:
        """Return the posting lists of a field."""
        if name not in self._fields:
            self._fields[name] = FieldArrays(self.arrays, name)
        return self._fields[name]

    def derived(self, name: str, make: Callable[[], Derived]) -> Derived:
        """Return something computed from the arrays once and kept as long as they are."""
        if name not in self._derived:
            self._derived[name] = make()
        made: Derived = self._derived[name]
        return made

    def column(self, name: str) -> Array:
        """Return a number per document: ``id``, ``created``, ``first_start`` or ``language`` (its place in
        ``languages``)."""
        return self.arrays[name]

    def text(self, name: str, document: int) -> bytes:
        """Return the bytes of a text column of a document."""
        return self._text(self.arrays[f"{name}.bytes"], name, document)

    def _text(self, texts: Array, name: str, document: int) -> bytes:
        start, end = self.arrays[f"{name}.offsets"][document : document + 2].tolist()
        return texts[start:end].tobytes()

    def stored(self, document: int) -> Mapping[str, str]:
        """Return title, summary and description of a document as plain text. Raise ``IndexDamaged`` if they cannot be
        read.

        A page shows a few of them, so the whole column is not verified: each text is compressed with a checksum of its
        own.
        """
        packed = self._text(self.arrays.unchecked("stored.bytes"), "stored", document)
        try:
            texts = zlib.decompress(packed).decode().split("\0")
        except zlib.error as error:
            raise IndexDamaged(f"{self.arrays.path.name}: the texts of a course cannot be read ({error})") from error
        return dict(zip(STORED_FIELDS, texts, strict=True))

    @cached_property
    def word_list(self) -> WordList:
        """The words of titles, keywords and names of providers as written, deleted documents' included until they are
        merged away."""
        field = self.field(SPELLING_FIELD)
        return WordList({field.term(row).decode(): field.doc_frequency(row) for row in range(field.terms)})

    def words_of(self, language: str) -> WordList:
        """Return the same of the documents in one language."""
        return self.derived(f"words of {language}", lambda: self._words_of(language))

    def _words_of(self, language: str) -> WordList:
        if language not in self.languages:
            return WordList({})
        field = self.field(SPELLING_FIELD)
        is_in = self.column("language")[field.docs] == self.languages.index(language)
        before = np.concatenate([[0], np.cumsum(is_in)])
        counts = before[field.starts[1:]] - before[field.starts[:-1]]
        return WordList({field.term(row).decode(): int(counts[row]) for row in np.flatnonzero(counts).tolist()})

    @cached_property
    def sort_titles(self) -> list[bytes]:
        data, offsets = self.arrays["sort_title.bytes"].tobytes(), self.arrays["sort_title.offsets"].tolist()
        return [data[start:end] for start, end in pairwise(offsets)]

    @cached_property
    def titles_in_order(self) -> list[int]:
        """Document numbers by sort title, equal ones by course id."""
        keys = list(zip(self.sort_titles, self.column("id").tolist(), strict=True))
        return sorted(range(self.documents), key=keys.__getitem__)

    @cached_property
    def title_ranks(self) -> Array:
        ranks = np.empty(self.documents, np.int64)
        ranks[self.titles_in_order] = np.arange(self.documents)
        return ranks


class FieldArrays:
    """The posting lists of one field. A term is addressed by its row in the term dictionary, which is in byte order."""

    def __init__(self, arrays: ArrayFile, name: str) -> None:
        self._arrays, self.name = arrays, name
        self._term_bytes = arrays[f"{name}.terms"].tobytes()
        self._offsets = arrays[f"{name}.term_offsets"].data
        self._starts = arrays[f"{name}.starts"].data
        self.docs: Array = arrays[f"{name}.docs"]
        self.terms = len(self._offsets) - 1
        self.has_positions = f"{name}.tf" in arrays
        self.has_runs = f"{name}.runs" in arrays
        self.row = lru_cache(maxsize=4096)(self._row)

    def term(self, row: int) -> bytes:
        """Return the term of a row."""
        return self._term_bytes[self._offsets[row] : self._offsets[row + 1]]

    def row_from(self, term: bytes) -> int:
        """Return the row of the first term that is not before this one."""
        return bisect_left(range(self.terms), term, key=self.term)

    def _row(self, term: bytes) -> int:
        row = self.row_from(term)
        return row if row < self.terms and self.term(row) == term else -1

    def rows_with_prefix(self, prefix: bytes) -> range:
        """Return the rows of the terms with this prefix."""
        start = self.row_from(prefix)
        return range(start, bisect_left(range(self.terms), True, start, key=lambda row: self._beyond(row, prefix)))

    def _beyond(self, row: int, prefix: bytes) -> bool:
        return not self.term(row).startswith(prefix)

    def all_terms(self) -> Iterator[bytes]:
        """Return all terms in byte order."""
        return map(self.term, range(self.terms))

    def span(self, row: int) -> slice:
        """Return the slice of ``docs`` that holds the postings of a row."""
        return slice(self._starts[row], self._starts[row + 1])

    def doc_frequency(self, row: int) -> int:
        """Return the number of documents that have the term of a row."""
        return int(self._starts[row + 1] - self._starts[row])

    def frequency_of(self, term: bytes) -> int:
        """Return the number of documents that have a term; 0 if none has."""
        row = self.row(term)
        return self.doc_frequency(row) if row >= 0 else 0

    @cached_property
    def starts(self) -> Array:
        return self._arrays[f"{self.name}.starts"]

    @cached_property
    def frequencies(self) -> Array:
        """Occurrences per posting."""
        return self._arrays[f"{self.name}.tf"]

    @cached_property
    def runs(self) -> Array:
        """Which runs of the document have the term, for each posting: a row per plane (``run_columns``)."""
        return (
            self._arrays[f"{self.name}.runs"].reshape(-1, self.docs.size)
            if self.docs.size
            else np.empty((1, 0), np.uint8)
        )

    @cached_property
    def lengths(self) -> Array:
        """Words per document."""
        return self._arrays[f"{self.name}.lengths"]

    @cached_property
    def total_length(self) -> int:
        return int(self.lengths.sum(dtype=np.int64)) if self.has_positions else 0

    def positions(self, row: int) -> Array:
        """Return the positions of a term, posting after posting, ascending within each."""
        start, end = self.position_starts[row : row + 2].tolist()
        return self.all_positions[start:end]

    @property
    def position_starts(self) -> Array:
        """Where the positions of each term begin in ``all_positions``, and where the last ones end."""
        return self._arrays[f"{self.name}.position_starts"]

    @property
    def all_positions(self) -> Array:
        return self._arrays[f"{self.name}.positions"]


@dataclass(frozen=True)
class SegmentView:
    """A segment with the documents that are alive in one commit of the index."""

    file: SegmentFile
    alive: Array

    @cached_property
    def live_count(self) -> int:
        return int(np.count_nonzero(self.alive))

    def documents_of(self, ids: Array) -> Array:
        """Return the live documents that hold these course ids."""
        return np.flatnonzero(np.isin(self.file.column("id"), ids) & self.alive)
