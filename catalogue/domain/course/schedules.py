"""At what times of the week a course is taught, where its text says so: in the evening, at the weekend, part-time."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from catalogue.domain.text.folding import fold
from catalogue.domain.text.phrases import Phrases, negated

MAX_SCHEDULE_CHARACTERS = 1_000
"""Characters of a text that are read; what is taught when stands at its beginning."""


class Schedule(StrEnum):
    """When in the week, and how much of it."""

    EVENING = "evening"
    WEEKEND = "weekend"
    PART_TIME = "part-time"
    FULL_TIME = "full-time"


@lru_cache(maxsize=1)
def _phrases() -> Phrases[Schedule]:
    return Phrases.of("schedules", Schedule)


def stated_schedules(texts: Iterable[str]) -> list[Schedule]:
    """Return the schedules that texts name in any language, a sentence that says "no" aside."""
    sentences = [sentence for text in texts for sentence in text[:MAX_SCHEDULE_CHARACTERS].split(". ")]
    found: set[Schedule | None] = set()
    for sentence in sentences:
        named = [
            _phrases().named_by(match[0]) for match in _phrases().anywhere.finditer(" ".join(fold(sentence).split()))
        ]
        if named and not negated(sentence):
            found.update(named)
    return [schedule for schedule in Schedule if schedule in found]
