"""What a question is about: what its conditions leave, without the words that only join or ask."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.search.understanding.reading import Reading


def subject_of(reading: Reading) -> str:
    """Return the text without the conditions; of each part between them the words at its ends that say nothing about a
    subject go too. Without a condition, the text as it is."""
    if not reading.conditions:
        return reading.text
    return " ".join(_part(reading, start, end) for start, end in _parts(reading))


def _parts(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the words from and to which each part goes that has a word of the subject."""
    start = 0
    spans = sorted((condition.start, condition.end) for condition in reading.conditions)
    for first, last in [*spans, (len(reading.text), len(reading.text))]:
        at = [place for place, word in enumerate(reading.words) if start <= word.start < first]
        if at and (trimmed := _trimmed(reading, at[0], at[-1] + 1)):
            yield trimmed
        start = last


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    while start < end and _says_nothing(reading, start):
        start += 1
    while start < end and _says_nothing(reading, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _says_nothing(reading: Reading, at: int) -> bool:
    joined = (reading.words[at].joined and not reading.taken[at - 1]) or (
        at + 1 < len(reading.words) and reading.words[at + 1].joined
    )
    return not reading.words[at].unread and not joined and reading.is_filler(at)


def _part(reading: Reading, start: int, end: int) -> str:
    return reading.text[reading.words[start].start : reading.words[end - 1].end]
