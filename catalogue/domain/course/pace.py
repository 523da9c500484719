"""Whether dates bind the learner, from the words sources use for it."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course.records import Pace
from catalogue.domain.text.phrases import Phrases, last_segment, negated

_WORDS = Phrases.of("paces", Pace)


@lru_cache(maxsize=1024)
def parse_pace(text: str, language: str | None = None) -> Pace | None:
    """Return self-paced or scheduled, as far as the words of any language say exactly one of them; else None."""
    text = last_segment(text)
    if exact := _WORDS.exactly(text):
        return exact
    named = _WORDS.within(text)
    return named.pop() if len(named) == 1 and not negated(text) else None
