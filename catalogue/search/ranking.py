"""What weighs how much when courses are put in order; the same for every engine.

Each signal can be switched off alone (``CATALOGUE_SEARCH_WITHOUT``), and ``make relevance`` tells what each is worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

FIELD_WEIGHTS = {
    "title": 4.0,
    "keywords": 2.0,
    "concepts": 2.0,
    "provider": 1.5,
    "summary": 1.5,
    "description": 1.0,
}
"""A word in the title says more than one in the description. These are also the fields a query searches."""

TERM_WEIGHTS = {"title_terms": 3.0, "terms": 2.0}
"""A term of the trade that a course names in its title, or there, in its summary or among its keywords, in whatever
language: less than its very words there."""

STEM_WEIGHT = 0.6
"""A related form of a word counts less than the word as it was typed."""

AREA_WEIGHT = 3.0
"""A skill area that two courses share makes them alike as three words of their titles do, rarer ones more."""

LEAST_LIKENESS = 0.25
"""The share of what the likest course has in common that makes another one worth showing."""

ALIKE_COURSES = 0.6
"""The cosine from which a course that shares neither areas nor words with another is like it for its meaning."""

COMPOUND_WEIGHT = 0.5
"""The parts of a compound word, all of them there, count less than the word."""

OWN_LANGUAGE = 1.25
"""Courses written in the reader's language come before others that match as well."""

EXACT_TITLE = 1.5
"""A title that says the whole question, word by word, comes before what matches by other words."""

PAST = 0.85
"""Courses whose last run has begun come after others that match as well."""

THIN = 0.85
"""A listing that says nothing but its title comes after complete ones that match as well; halfway ones between."""

MEANING_WEIGHT = 1.0
"""How much a course whose meaning is that of the question gains over one that has nothing to do with it; the best match
by words is worth 1."""


ALIKE = 0.35
"""The cosine from which a course that lacks the words is taken in for its meaning."""

ALMOST = 0.6
"""It must also be so near, as a share of the nearest one's cosine."""

MOST_ALIKE = 60
"""Courses taken in for their meaning alone."""


def bound_of_alike(cosines: Iterable[float]) -> float:
    """The cosine from which courses are taken in, given those of all that might be."""
    nearest = sorted(cosines, reverse=True)[:MOST_ALIKE]
    if not nearest:
        return 1.0
    return max(ALIKE, nearest[0] * ALMOST, nearest[-1] if len(nearest) == MOST_ALIKE else ALIKE)


def _signal(meaning: str) -> bool:
    """A signal that is on unless switched off, with what it does for those who read the help page."""
    signal: bool = field(default=True, metadata={"meaning": meaning})
    return signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is looked at when courses are found and put in order."""

    fields: bool = _signal("Title over keywords over summary over description.")
    exact_title: bool = _signal("Titles that say the question word by word before what matches otherwise.")
    own_language: bool = _signal("Courses in the reader's language before others.")
    upcoming: bool = _signal("Courses that can still be begun before those that are over.")
    complete: bool = _signal("Complete listings before thin ones.")
    compounds: bool = _signal("Compound words are found by their parts.")
    terms: bool = _signal("Terms of the trade are found in every language and by every name.")
    meaning: bool = _signal("Courses close in meaning are found, whatever their words; needs the extra “semantic”.")

    @classmethod
    def without(cls, names: Iterable[str]) -> Signals:
        """All signals but these. Raises ``ValueError`` for a name there is not."""
        left_out = frozenset(names)
        if unknown := left_out - {signal.name for signal in fields(cls)}:
            known = ", ".join(signal.name for signal in fields(cls))
            raise ValueError(f"there is no ranking signal {', '.join(sorted(unknown))}; there are {known}")
        return cls(**dict.fromkeys(left_out, False))

    def factor(self, *, own: bool, over: bool, completeness: float) -> float:
        """What a course's score is multiplied by, being in the reader's own language, over, or complete (0 to 1)."""
        factor = OWN_LANGUAGE if self.own_language and own else 1.0
        factor *= PAST if self.upcoming and over else 1.0
        return factor * (THIN + (1 - THIN) * completeness if self.complete else 1.0)

    def field_weight(self, name: str) -> float:
        """The weight of a text field."""
        return FIELD_WEIGHTS[name] if self.fields else 1.0


ALL_SIGNALS = Signals()
