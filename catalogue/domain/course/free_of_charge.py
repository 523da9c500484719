"""Whether a text says that nothing is to be paid, in any language."""

from __future__ import annotations

import re

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases
from catalogue.languages import all_words

MAX_TEXT_LENGTH = 80
_FREE = Phrases({True: all_words("free", "phrases")})
_AROUND = frozenset(all_words("free", "around"))
_WORDS = re.compile(r"\w+")


def says_free(text: str) -> bool:
    """Say whether that is all the text says: not "free for members", "free parking" or "not free"."""
    if len(text) > MAX_TEXT_LENGTH:
        return False
    rest, found = _FREE.anywhere.subn(" ", fold_phrase(text))
    return found > 0 and _AROUND.issuperset(_WORDS.findall(rest))


def speaks_of_free(text: str) -> bool:
    """Say whether a word for it stands anywhere in the text: for some, or for a part."""
    return _FREE.anywhere.search(fold_phrase(text)) is not None
