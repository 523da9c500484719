"""How words for courses begin, in all our languages, for names that are one word with others."""

from __future__ import annotations

import re
from functools import cache

from catalogue.domain.text.folding import fold_phrase
from catalogue.languages import all_words


@cache
def course_word() -> str:
    """Return the part of a regular expression that matches the beginning of any of them in a folded text."""
    stems = {fold_phrase(word.strip("*")) for word in all_words("course_words", "stems")}
    return "|".join(map(re.escape, sorted(stems, key=lambda stem: (-len(stem), stem))))
