"""What a course is, beside what it says: its language, whether it can still be begun, how complete its listing is."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from catalogue.search.ranking import EXACT_TITLE, OWN_LANGUAGE, PAST, THIN, Signals
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentFile


def favoured(match: Match, file: SegmentFile, reader: str, signals: Signals) -> Match:
    """The match with its scores raised or lowered by the signals."""
    if not match.docs.size:
        return match
    today = datetime.now(UTC).toordinal()
    key = f"favour {reader} {today} {signals}"
    return Match(
        match.docs, match.scores * file.derived(key, lambda: _factors(file, reader, today, signals)).take(match.docs)
    )


def raised(match: Match, exact: Array) -> Match:
    """The match with the scores of documents whose titles say the question word by word raised."""
    return Match(match.docs, np.where(np.isin(match.docs, exact), match.scores * EXACT_TITLE, match.scores))


def _factors(file: SegmentFile, reader: str, today: int, signals: Signals) -> Array:
    """What each document's score is multiplied by, for a reader on a day (ordinal)."""
    factors = np.ones(file.documents)
    if signals.own_language and reader in file.languages:
        factors[file.column("language") == file.languages.index(reader)] *= OWN_LANGUAGE
    if signals.upcoming:
        factors[file.column("last_start") < today] *= PAST
    if signals.complete:
        factors *= THIN + (1 - THIN) * file.column("completeness") / 100
    return factors
