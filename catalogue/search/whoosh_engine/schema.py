"""The Whoosh schema of the course index, and the names of everything a segment holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from whoosh import analysis, fields, formats

from catalogue.search.analysis import folded, words
from catalogue.search.facets import FACET_KEYS, RUN_FACET_KEYS
from catalogue.search.ranking import FIELD_WEIGHTS, TERM_WEIGHTS

INDEX_NAME = "MAIN"
FORMAT_VERSION = 5
"""Raise whenever segments of an older program can no longer be read; such an index asks to be rebuilt."""

TEXT_FIELDS = tuple(sorted(FIELD_WEIGHTS))
SPELLING_FIELD = "words"
"""Words of titles, keywords and names of providers as written, in lower case: corrections and completions are taken
from them."""


TERM_FIELDS = tuple(sorted(TERM_WEIGHTS))
"""Keys of the terms of the trade that a course names."""


def facet_field(key: str) -> str:
    """Return the index field of a facet; facets stand apart from text fields, since ``provider`` is both."""
    return f"facet_{key}"


FACET_FIELDS = tuple(sorted(facet_field(key) for key in FACET_KEYS))
RUN_FACET_FIELDS = frozenset(facet_field(key) for key in RUN_FACET_KEYS)
"""Whose postings also say which runs of the document have the value."""


class FoldingAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """Whoosh's view of our analysis, folded forms only; documents are analysed in bulk when a segment is built."""

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[analysis.Token]:
        token = analysis.Token(positions=positions)
        for position, word in enumerate(words(value)):
            token.text, token.boost, token.stopped, token.pos = folded(word), 1.0, False, position
            yield token


class PackedPositions(formats.Positions):  # type: ignore[misc]
    """A posting's word positions as little-endian 16-bit numbers, so that arrays and Whoosh read the same bytes."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        return np.fromiter(poslist, "<u2").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return list(np.frombuffer(valuestring, "<u2").tolist())

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 2

    def decode_weight(self, valuestring: bytes) -> float:
        return float(self.decode_frequency(valuestring))


@cache
def schema() -> fields.Schema:
    """Return the Whoosh schema: text fields with positions and lengths; facet values, terms of the trade and spellings
    as plain terms."""
    built = fields.Schema()
    for name in TEXT_FIELDS:
        built.add(name, fields.FieldType(PackedPositions(), FoldingAnalyzer(), scorable=True))
    for name in (*FACET_FIELDS, *TERM_FIELDS, SPELLING_FIELD):
        built.add(name, fields.FieldType(formats.Existence(), analysis.IDAnalyzer()))
    built.add("id", fields.STORED())
    return built
