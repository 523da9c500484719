"""Field weights, boosts and thresholds of ranking; the same for every engine.

Each signal can be switched off alone (``CATALOGUE_SEARCH_WITHOUT``), and ``make relevance`` measures what each is
worth.
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
"""The weight of a term of the trade that a course names in its title, or anywhere in title, summary and keywords, in
whatever language: less than its very words there."""

STEM_WEIGHT = 0.6
"""A related form of a word counts less than the word as it was typed."""

AREA_WEIGHT = 3.0
"""The weight of a skill area that two courses share: as much as three words of their titles, more for a rare one."""

MIN_SIMILARITY_SHARE = 0.25
"""The share of the most similar course's score by words from which another course is shown beside it."""

MIN_SIMILAR_COURSE_COSINE = 0.6
"""The cosine from which a course that shares neither areas nor words with another is similar by its meaning."""

COMPOUND_WEIGHT = 0.5
"""The parts of a compound word, all of them there, count less than the word."""

OWN_LANGUAGE_BOOST = 1.25
"""The factor of courses written in the reader's language: they come before others that match as well."""

READ_LANGUAGE_BOOST = 1.1
"""The factor of courses in another language that the reader said to know."""

UNREAD_LANGUAGE_BOOST = 0.85
"""The factor of courses in a language that the reader did not name among those known."""

READ_LANGUAGE_DAYS = 180
"""Days by which courses in the reader's languages are newer than others, where no words are asked for."""

EXACT_TITLE_BOOST = 1.5
"""The factor of a title that says the whole question word by word: it comes before what matches by other words. One
word counts so in the reader's languages only, since in others it may merely be spelt alike: for a German reader of
"Batterie", compounds with it come before French titles."""

PAST_COURSE_BOOST = 0.7
"""The factor of courses whose last run has begun: they come after others that match as well."""

THIN_LISTING_BOOST = 0.85
"""The factor of a listing with nothing but a title; the more complete a listing, the nearer its factor is to 1."""

MEANING_WEIGHT = 1.0
"""The weight of the cosine of two courses beside the areas and words they share, the most of which are worth 1."""

WORDS_WEIGHT = 7.0
"""The weight of the score by words, the best being worth 1, beside the standard deviations by which a course's meaning
is nearer than usual. A course that has half the words is worth half its score."""

FARTHEST_DEVIATIONS = -2.0
"""Courses whose meaning is farther than this are all as far."""


def _signal(meaning: str) -> bool:
    """Return a dataclass field of a signal that is on by default, with its meaning for the readers of the help page."""
    signal: bool = field(default=True, metadata={"meaning": meaning})
    return signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The ranking signals, each on or off."""

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
        """Return all signals but these. Raise ``ValueError`` for an unknown name."""
        left_out = frozenset(names)
        if unknown := left_out - {signal.name for signal in fields(cls)}:
            known = ", ".join(signal.name for signal in fields(cls))
            raise ValueError(f"there is no ranking signal {', '.join(sorted(unknown))}; there are {known}")
        return cls(**dict.fromkeys(left_out, False))

    def factor(self, *, over: bool, completeness: float) -> float:
        """Return what a course's score is multiplied by, being over, or complete (0 to 1)."""
        factor = PAST_COURSE_BOOST if self.upcoming and over else 1.0
        return factor * (THIN_LISTING_BOOST + (1 - THIN_LISTING_BOOST) * completeness if self.complete else 1.0)

    def field_weight(self, name: str) -> float:
        """Return the BM25F weight of a text field."""
        return FIELD_WEIGHTS[name] if self.fields else 1.0


ALL_SIGNALS = Signals()
