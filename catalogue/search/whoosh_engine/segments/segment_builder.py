"""Inversion: a batch of documents turned into the arrays of one segment.

Python runs once per distinct word and once per field of a document; everything per occurrence is numpy. Each occurrence
becomes one 64-bit number (term rank, document, position), so that a single sort inverts the batch.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import accumulate
from operator import attrgetter
from typing import Any

import numpy as np

from catalogue.domain.text.compounds import MAX_PARTS
from catalogue.search.analysis import base_language, folded, parts, plain_text, stems, words
from catalogue.search.documents import CourseDocument
from catalogue.search.facets import FACET_KEYS, RUN_FACET_KEYS
from catalogue.search.fingerprint import fingerprint
from catalogue.search.whoosh_engine.schema import SPELLING_FIELD, TERM_FIELDS, TEXT_FIELDS, facet_field
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.run_columns import (
    NO_DATE,
    UNKNOWN,
    masks_of_values,
    packed_masks,
    run_columns,
)

MAX_WORDS_PER_FIELD = 60_000
"""Words of one field of one document that are indexed; a position has 16 bits."""

MAX_BATCH_DOCUMENTS = 1 << 16
STORED_FIELDS = ("title", "summary", "description")
_SPELLING_SOURCES = ("title", "keywords", "provider")
_MAX_TERMS_PER_WORD = 3 + MAX_PARTS
"""Terms of one word at most: its folded form, two stems, the parts of a compound."""


def segment_arrays(documents: Sequence[CourseDocument]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays and meta data of a segment that holds the documents in this order. Raise ``ValueError`` for
    more than ``MAX_BATCH_DOCUMENTS``."""
    return _Batch(documents).build()


class _Terms(dict[str, int]):
    """The term dictionary of a batch: numbers terms as they come up."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Forms(dict[str, int]):
    """Numbers the words of one language, and keeps their terms: the word itself, then its forms, -1 for none."""

    def __init__(self, language: str, terms: _Terms, forms: list[tuple[int, ...]]) -> None:
        self._language, self._terms, self._forms = language, terms, forms

    def __missing__(self, word: str) -> int:
        forms = dict.fromkeys((folded(word), *stems(word, self._language), *parts(word, self._language)))
        found = [self._terms[form] for form in forms]
        self._forms.append((self._terms[word], *found, *(-1,) * (_MAX_TERMS_PER_WORD - len(found))))
        number = self[word] = len(self._forms) - 1
        return number


class _Batch:
    def __init__(self, documents: Sequence[CourseDocument]) -> None:
        if len(documents) > MAX_BATCH_DOCUMENTS:
            raise ValueError(f"a batch holds at most {MAX_BATCH_DOCUMENTS} documents")
        self.documents = documents
        self.languages = [base_language(document.language) for document in documents]
        self.terms = _Terms()
        self.forms: list[tuple[int, ...]] = []
        self.form_numbers = {name: _Forms(name, self.terms, self.forms) for name in set(self.languages)}
        self.arrays: dict[str, Array] = {}

    def build(self) -> tuple[dict[str, Array], dict[str, Any]]:
        occurrences = {name: self._occurrences(name) for name in TEXT_FIELDS}
        forms = np.array(self.forms, np.int64).reshape(-1, 1 + _MAX_TERMS_PER_WORD)
        forms = forms[:, : 1 + int((forms[:, 1:] >= 0).sum(axis=1).max(initial=1))]
        plain = {
            facet_field(key): self._values(partial(_facet, key)) for key in FACET_KEYS if key not in RUN_FACET_KEYS
        }
        plain |= {name: self._values(attrgetter(name)) for name in TERM_FIELDS}
        of_runs = {facet_field(key): self._values_of_runs(key) for key in RUN_FACET_KEYS}
        order = sorted(range(len(self.terms)), key=list(map(str.encode, self.terms)).__getitem__)
        self._in_order = [term.encode() for term in np.array(list(self.terms), object)[order]] if order else []
        self._rank = np.empty(len(order), np.int64)
        self._rank[order] = np.arange(len(order))
        for name, (codes, lengths) in occurrences.items():
            self._add_text_field(name, forms, codes, lengths)
        for name, (values, counts) in plain.items():
            self._add_plain_field(name, np.frombuffer(values, np.int64), counts)
        for name, (values, counts, runs) in of_runs.items():
            by_value = self._add_plain_field(name, np.frombuffer(values, np.int64), counts)
            self.arrays[f"{name}.runs"] = runs[:, by_value].ravel()
        self._add_spellings(forms, occurrences)
        self._add_columns()
        meta = {"documents": len(self.documents), "languages": sorted(set(self.languages))}
        return self.arrays, meta

    def _occurrences(self, name: str) -> tuple[Array, Array]:
        """Return the form number of every word of a field, document after document, and how many words each document
        has."""
        codes, lengths = array("l"), array("l")
        for document, language in zip(self.documents, self.languages, strict=True):
            found = words(plain_text(getattr(document, name)))[:MAX_WORDS_PER_FIELD]
            codes.extend(map(self.form_numbers[language].__getitem__, found))
            lengths.append(len(found))
        return np.frombuffer(codes, np.int64), np.frombuffer(lengths, np.int64)

    def _values(self, of: Callable[[CourseDocument], Sequence[str]]) -> tuple[array[int], Array]:
        """Return the term numbers of the values of each document, document after document, and how many each has."""
        values, counts = array("l"), array("l")
        for document in self.documents:
            chosen = dict.fromkeys(of(document))
            values.extend(map(self.terms.__getitem__, chosen))
            counts.append(len(chosen))
        return values, np.frombuffer(counts, np.int64)

    def _values_of_runs(self, key: str) -> tuple[array[int], Array, Array]:
        """Return the same of a facet of runs, and which runs of the document have each value."""
        values, counts, masks = array("l"), array("l"), list[int]()
        for document in self.documents:
            found = masks_of_values(document, key)
            values.extend(map(self.terms.__getitem__, found))
            counts.append(len(found))
            masks.extend(found.values())
        most_runs = max((len(document.runs_to_meet) for document in self.documents), default=1)
        return values, np.frombuffer(counts, np.int64), packed_masks(masks, most_runs)

    def _add_text_field(self, name: str, forms: Array, codes: Array, lengths: Array) -> None:
        documents = np.repeat(np.arange(lengths.size), lengths)
        positions = np.arange(codes.size) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        where = documents << 16 | positions
        terms = forms[codes, 1:].ravel()
        has_term = terms >= 0
        keys = self._rank[terms[has_term]] << 32 | np.repeat(where, forms.shape[1] - 1)[has_term]
        keys.sort()
        postings = _starts_of_runs(keys >> 16)
        term_starts = self._add_postings(name, keys[postings] >> 16)
        frequencies = np.diff(postings, append=keys.size)
        self.arrays[f"{name}.tf"] = frequencies.astype(np.uint16)
        self.arrays[f"{name}.positions"] = (keys & 0xFFFF).astype(np.uint16)
        self.arrays[f"{name}.position_starts"] = np.append(postings, keys.size)[term_starts]
        self.arrays[f"{name}.lengths"] = lengths.astype(np.uint16)

    def _add_plain_field(self, name: str, terms: Array, counts: Array) -> Array:
        """Add the postings of distinct values of each document, and return the order they come to stand in."""
        documents = np.repeat(np.arange(counts.size), counts)
        keys = self._rank[terms] << 16 | documents
        order = keys.argsort()
        self._add_postings(name, keys[order])
        return order

    def _add_postings(self, name: str, keys: Array) -> Array:
        """Add the term dictionary and documents of sorted (rank, document) keys, and return where each term's postings
        start."""
        ranks = keys >> 16
        starts = _starts_of_runs(ranks)
        term_starts = np.append(starts, keys.size)
        table = [self._in_order[rank] for rank in ranks[starts].tolist()]
        self.arrays[f"{name}.terms"] = np.frombuffer(b"".join(table), np.uint8)
        self.arrays[f"{name}.term_offsets"] = np.fromiter(accumulate(map(len, table), initial=0), np.int64)
        self.arrays[f"{name}.starts"] = term_starts
        self.arrays[f"{name}.docs"] = (keys & 0xFFFF).astype(np.int32)
        return term_starts

    def _add_spellings(self, forms: Array, occurrences: dict[str, tuple[Array, Array]]) -> None:
        found = [occurrences[name] for name in _SPELLING_SOURCES]
        documents = np.concatenate([np.repeat(np.arange(lengths.size), lengths) for _, lengths in found])
        terms = forms[np.concatenate([codes for codes, _ in found]), 0]
        self._add_postings(SPELLING_FIELD, np.unique(self._rank[terms] << 16 | documents))

    def _add_columns(self) -> None:
        languages = sorted(set(self.languages))
        number = {language: place for place, language in enumerate(languages)}
        self.arrays["id"] = self._column(lambda document: document.id, np.int64)
        self.arrays["fingerprint"] = self._column(fingerprint, np.uint64)
        self.arrays["created"] = self._column(lambda document: document.created.toordinal() if document.created else 0)
        self.arrays["first_start"] = self._column(lambda document: _ordinal(document.first_start))
        self.arrays["last_start"] = self._column(lambda document: _ordinal(document.last_start))
        self.arrays["completeness"] = self._column(lambda document: round(document.completeness * 100), np.int8)
        self.arrays["hours"] = self._column(lambda each: UNKNOWN if each.hours is None else each.hours, np.float32)
        self.arrays |= run_columns(self.documents)
        self.arrays["language"] = np.array([number[language] for language in self.languages], np.int32)
        self._add_texts("sort_title", [folded_title(document.title).encode() for document in self.documents])
        self._add_texts("stored", [_stored(document) for document in self.documents])

    def _column(self, value: Callable[[CourseDocument], float], dtype: Any = np.int32) -> Array:
        return np.fromiter(map(value, self.documents), dtype, len(self.documents))

    def _add_texts(self, name: str, texts: list[bytes]) -> None:
        self.arrays[f"{name}.bytes"] = np.frombuffer(b"".join(texts), np.uint8)
        self.arrays[f"{name}.offsets"] = np.fromiter(accumulate(map(len, texts), initial=0), np.int64)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NO_DATE


def _facet(key: str, document: CourseDocument) -> Sequence[str]:
    return document.facets.get(key, ())


def folded_title(title: str) -> str:
    """Return what courses are sorted by when sorted by title."""
    return " ".join(folded(word) for word in words(plain_text(title)))


def _stored(document: CourseDocument) -> bytes:
    texts = (plain_text(getattr(document, name)).replace("\0", " ") for name in STORED_FIELDS)
    return zlib.compress("\0".join(texts).encode(errors="replace"), 1)


def _starts_of_runs(values: Array) -> Array:
    """Return where each run of equal numbers begins."""
    if not values.size:
        return np.empty(0, np.int64)
    return np.concatenate([[0], np.flatnonzero(values[1:] != values[:-1]) + 1])
