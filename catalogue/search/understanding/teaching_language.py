"""The language in which a course is taught: "in English", "auf Deutsch", "v češtině", "po angielsku"."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.domain.text.cldr import EUROPEAN
from catalogue.domain.text.languages import parse_language
from catalogue.search.understanding.reading import Lead, Reading
from catalogue.search.understanding.vocabulary import nominatives

MIN_NAME_LETTERS = 4
"""Shorter words are codes, and short words of other languages."""


def read_languages(reading: Reading) -> None:
    """Find languages of teaching: a name after a word that leads to it. "Technical English" is a subject."""
    for at in range(len(reading.words)):
        lead = reading.before(at, "taught_in", "place", "during")
        if lead is None or not reading.is_open(at, at + 1) or reading.hangs_on(at, at + 1):
            continue
        code = language_named(reading, at, lead)
        if code and not reading.is_followed_by_content(at + 1):
            reading.take(lead.start, _after_word_for_language(reading, at + 1), "language", [code])


def language_named(reading: Reading, at: int, lead: Lead) -> str | None:
    """Return the code of the European language that a word names, in any case; None of another word."""
    if reading.words[at].kind != "letters" or len(reading.folded[at]) < MIN_NAME_LETTERS:
        return None
    codes = (parse_language(name, reading.language) for name in _forms(reading, at, lead))
    return next((code for code in codes if code in EUROPEAN), None)


def _forms(reading: Reading, at: int, lead: Lead) -> Iterator[str]:
    yield reading.folded[at]
    for language in sorted(lead.languages):
        yield from (form for form in nominatives(reading.folded[at], language) if len(form) >= MIN_NAME_LETTERS)


def _after_word_for_language(reading: Reading, at: int) -> int:
    """Return the word after "language" in "in English language"."""
    return reading.skip(at, "taught_in") if at < len(reading.words) and len(reading.folded[at]) >= MIN_NAME_LETTERS else at
