"""Facet counts over the arrays of all segments.

A value's count is the number of courses it would leave under every *other* facet's selection, so that choosing a
second value of a facet is never hidden by having chosen a first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from catalogue.search.facets import FacetValue
from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.schema import facet_field
from catalogue.search.whoosh_engine.segment import SegmentFile, SegmentView

Filters = Mapping[str, frozenset[str]]


class Selection:
    """Which documents of a segment the text matches and the filters let through."""

    def __init__(self, view: SegmentView, matched: Array, filters: Filters) -> None:
        """``matched`` has a truth value per document of the segment; deleted documents are left out here."""
        self._file = view.file
        self._matched = matched & view.alive
        self._chosen = {key: chosen_documents(view.file, key, values) for key, values in filters.items() if values}
        self.documents = self.ignoring(None)

    def ignoring(self, key: str | None) -> Array:
        """The documents left when this facet's own selection is set aside."""
        left = self._matched
        for other, chosen in self._chosen.items():
            if other != key:
                left = left & chosen
        return left

    def counts(self, key: str) -> Mapping[str, int]:
        left = self.ignoring(key) if key in self._chosen else self.documents
        field = self._file.field(facet_field(key))
        counts = np.bincount(field.rows_by_posting[left[field.docs]], minlength=field.terms)
        present = np.flatnonzero(counts)
        return {field.term(row).decode(): int(counts[row]) for row in present.tolist()}


def chosen_documents(file: SegmentFile, key: str, values: Iterable[str]) -> Array:
    """A truth value per document: whether it has any of a facet's values."""
    field = file.field(facet_field(key))
    chosen = np.zeros(file.documents, bool)
    rows = (field.row(value.encode(errors="replace")) for value in values)
    for row in rows:
        if row >= 0:
            chosen[field.docs[field.span(row)]] = True
    return chosen


def facet_values(key: str, selections: Sequence[Selection], chosen: frozenset[str]) -> list[FacetValue]:
    """Values by descending count, then by key; a chosen value stays even if nothing is left of it."""
    totals: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    for selection in selections:
        totals.update(selection.counts(key))
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(value=value, count=count, selected=value in chosen) for value, count in ordered]
