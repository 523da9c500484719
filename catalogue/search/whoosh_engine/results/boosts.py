"""Score factors by what a course is: its language, whether it can still be begun, how complete its listing is."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from catalogue.search.ranking import (
    EXACT_TITLE_BOOST,
    PAST_COURSE_BOOST,
    READ_LANGUAGE_DAYS,
    THIN_LISTING_BOOST,
    Signals,
)
from catalogue.search.reader import Reader
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentFile


def apply_boosts(match: Match, file: SegmentFile, reader: Reader, signals: Signals) -> Match:
    """Return the match with each score multiplied by the factor that the signals give its document."""
    if not match.docs.size:
        return match
    return Match(match.docs, match.scores * factors_of(file, reader, signals).take(match.docs))


def factors_of(file: SegmentFile, reader: Reader, signals: Signals) -> Array:
    """Return the factor of each document of a segment."""
    today = datetime.now(UTC).toordinal()
    factors = file.derived(f"boosts {today} {signals}", lambda: _factors(file, today, signals))
    by_language = np.array([reader.language_factor(language, signals) for language in file.languages])
    weighted: Array = factors * by_language[file.column("language")]
    return weighted


def boost_exact_titles(match: Match, exact: Array) -> Match:
    """Return the match with higher scores for the documents whose titles say the question word by word (``exact``)."""
    return Match(match.docs, np.where(np.isin(match.docs, exact), match.scores * EXACT_TITLE_BOOST, match.scores))


def in_own_languages(documents: Array, file: SegmentFile, reader: Reader) -> Array:
    """Return those of the documents that are in a language of the reader."""
    own = [place for place, language in enumerate(file.languages) if reader.knows(language)]
    return documents[np.isin(file.column("language")[documents], own)]


def _factors(file: SegmentFile, today: int, signals: Signals) -> Array:
    """Return what each document's score is multiplied by for what it is on a day (ordinal)."""
    factors = np.ones(file.documents)
    if signals.upcoming:
        factors[file.column("last_start") < today] *= PAST_COURSE_BOOST
    if signals.complete:
        factors *= THIN_LISTING_BOOST + (1 - THIN_LISTING_BOOST) * file.column("completeness") / 100
    return factors


def newest_for(match: Match, file: SegmentFile, reader: Reader, signals: Signals) -> Match:
    """Return the match with the days of the courses as scores, those in the reader's languages somewhat later."""
    is_read = np.array([reader.language_factor(language, signals) > 1 for language in file.languages], bool)
    later = np.where(is_read[file.column("language")[match.docs]], READ_LANGUAGE_DAYS, 0)
    return Match(match.docs, (file.column("created")[match.docs] + later).astype(float))
