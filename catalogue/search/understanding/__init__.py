"""Understanding a question: what it says about place, time, price, mode, language, level, length and provider.

``understand`` parts a question into conditions, which become filters and limits of the search, and its subject. It
knows no models: what the catalogue at hand knows is handed in as ``Names``. A module for each kind of condition finds
its own; the words that they look for stand in ``catalogue/languages``. Words are a condition only with evidence: a word
before them ("in"), a currency or unit, a known phrase, their place in the question. What an earlier module took, a
later one does not look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from catalogue.search.analysis import base_language, plain_text
from catalogue.search.reading_options import READ_ALL, ReadingOptions
from catalogue.search.understanding.amounts import read_durations, read_lengths, read_prices
from catalogue.search.understanding.conditions import Condition, Understood
from catalogue.search.understanding.manner import read_credentials, read_free, read_levels, read_modes, read_schedules
from catalogue.search.understanding.places import read_places
from catalogue.search.understanding.providers import read_providers
from catalogue.search.understanding.reading import NO_NAMES, Names, Reading
from catalogue.search.understanding.subject import subject_of
from catalogue.search.understanding.teaching_language import read_languages
from catalogue.search.understanding.times import read_times
from catalogue.search.understanding.wording import folded_words, read_words

__all__ = ["Condition", "Names", "Understood", "understand"]

_READERS: Sequence[Callable[[Reading], None]] = (
    read_providers,
    read_levels,
    read_prices,
    read_times,
    read_durations,
    read_lengths,
    read_languages,
    read_places,
    read_credentials,
    read_modes,
    read_schedules,
    read_free,
)


def understand(
    text: str, language: str, today: date, names: Names = NO_NAMES, options: ReadingOptions = READ_ALL
) -> Understood:
    """Return the subject and the conditions of any question; ``language`` is the reader's (BCP 47)."""
    if not options.understand:
        return Understood(text)
    text = plain_text(text)
    reading = Reading(text, read_words(text), base_language(language) or "en", today, names)
    _keep_words(reading, options.words)
    for read in _READERS:
        read(reading)
    stated = sorted(reading.conditions, key=lambda condition: condition.start)
    left_out = tuple(condition for condition in stated if is_left_out(condition, options))
    return Understood(subject_of(reading), tuple(each for each in stated if each not in left_out), left_out)


def _keep_words(reading: Reading, kept: frozenset[str]) -> None:
    """Take the words that are to stay words, so that they are part of no condition."""
    wanted = set(map(same_words, kept))
    longest = max(map(len, wanted), default=0)
    for start in range(len(reading.words)):
        said: tuple[str, ...] = ()
        for end in range(start, min(start + longest, len(reading.words))):
            said += same_words(reading.folded[end])
            if said in wanted:
                reading.taken[start : end + 1] = [True] * (end + 1 - start)


def is_left_out(condition: Condition, options: ReadingOptions) -> bool:
    """Return whether the reader took a condition away."""
    return same_words(condition.words) in map(same_words, options.left_out)


def same_words(text: str) -> tuple[str, ...]:
    """Return what two texts have in common that say the same words."""
    return tuple(folded_words(text))
