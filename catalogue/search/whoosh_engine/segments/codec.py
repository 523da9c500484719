"""A Whoosh codec over our segments: reads the arrays through Whoosh's own interfaces.

With it any Whoosh searcher, matcher or query runs on the index; the evaluator falls back on that, and the tests compare
with it. Segments are written in bulk, so there are no per-posting writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from catalogue.search.whoosh_engine.schema import FACET_FIELDS, SPELLING_FIELD, TERM_FIELDS, TEXT_FIELDS
from catalogue.search.whoosh_engine.segments.segment import FieldArrays, SegmentFile

EXTENSION = ".arr"
FIELDS = tuple(sorted((*TEXT_FIELDS, *FACET_FIELDS, *TERM_FIELDS, SPELLING_FIELD)))


class ArraySegment(W3Segment):  # type: ignore[misc]
    """A segment of the table of contents: its name, size and deleted documents."""

    def __init__(self, indexname: str, documents: int) -> None:
        super().__init__(None, indexname, documents)

    def codec(self, **_: Any) -> ArrayCodec:
        return ArrayCodec()

    def path(self, directory: Path) -> Path:
        return directory / str(self.make_filename(EXTENSION))


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads ``ArraySegment``."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        return ArrayTermsReader(SegmentFile(segment.path(Path(storage.folder))))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocumentReader:
        return ArrayDocumentReader(SegmentFile(segment.path(Path(storage.folder))), segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(indexname, 0)


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """Terms in (field, bytes) order, and a matcher for each."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in FIELDS and self._file.field(term[0]).row(term[1]) >= 0

    def indexed_field_names(self) -> tuple[str, ...]:
        return FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((name, term) for name in FIELDS for term in self._file.field(name).all_terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        field = self._file.field(fieldname)
        rows = range(field.row_from(prefix), field.terms)
        yield from ((fieldname, field.term(row)) for row in rows)
        later = FIELDS[FIELDS.index(fieldname) + 1 :]
        yield from ((name, term) for name in later for term in self._file.field(name).all_terms())

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        field, row = self._find(fieldname, text)
        docs = field.docs[field.span(row)]
        bounds = {"minid": int(docs[0]), "maxid": int(docs[-1])}
        if not field.has_positions:
            return TermInfo(len(docs), len(docs), 1, 1, 1, **bounds)
        weights, lengths = field.frequencies[field.span(row)], field.lengths[docs]
        return TermInfo(
            float(weights.sum()), len(docs), int(lengths.min()), int(lengths.max()), float(weights.max()), **bounds
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        field, row = self._find(fieldname, text)
        docs = field.docs[field.span(row)].tolist()
        weights, values = None, None
        if field.has_positions:
            frequencies = field.frequencies[field.span(row)]
            weights = frequencies.astype(float).tolist()
            values = [part.tobytes() for part in np.split(field.positions(row), np.cumsum(frequencies)[:-1])]
        info = self.term_info(fieldname, text)
        return ListMatcher(docs, weights, values, format_, scorer, term=(fieldname, text), terminfo=info)

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self._file.field(fieldname), fieldobj)

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldArrays, int]:
        row = self._file.field(fieldname).row(text) if fieldname in FIELDS else -1
        if row < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return self._file.field(fieldname), row


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of one field, as fuzzy matching does."""

    def __init__(self, field: FieldArrays, fieldobj: Any) -> None:
        self._field, self._fieldobj, self._row = field, fieldobj, 0

    def first(self) -> str | None:
        self._row = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        self._row = self._field.row_from(term if isinstance(term, bytes) else term.encode())
        return self.text()

    def next(self) -> str | None:
        self._row += 1
        return self.text()

    def text(self) -> str | None:
        return self._fieldobj.from_bytes(self._field.term(self._row)) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._row < self._field.terms


class ArrayDocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """Lengths, deletions and stored texts."""

    def __init__(self, file: SegmentFile, segment: ArraySegment) -> None:
        self._file, self._segment = file, segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._file.documents

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Any:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        field = self._file.field(fieldname)
        return int(field.lengths[docnum]) if field.has_positions else default

    def field_length(self, fieldname: str) -> int:
        return self._file.field(fieldname).total_length

    def min_field_length(self, fieldname: str) -> int:
        field = self._file.field(fieldname)
        return int(field.lengths.min()) if field.has_positions else 0

    def max_field_length(self, fieldname: str) -> int:
        field = self._file.field(fieldname)
        return int(field.lengths.max()) if field.has_positions else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {"id": int(self._file.column("id")[docnum]), **self._file.stored(docnum)}
