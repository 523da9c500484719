"""The language in which a course is taught: "in English", "auf Deutsch", "v češtině", "po angielsku"."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.domain.text.cldr import EUROPEAN, language_names
from catalogue.domain.text.languages import parse_language
from catalogue.search.understanding.place_names import place_named
from catalogue.search.understanding.reading import Lead, Reading
from catalogue.search.understanding.vocabulary import case_endings, nominatives

MIN_NAME_LETTERS = 4
"""Shorter words are codes, and short words of other languages."""


def read_languages(reading: Reading) -> None:
    """Find languages of teaching: a name after a word that leads to it. "Technical English" is a subject."""
    for at in range(len(reading.words)):
        said = reading.at(at, "in_language")
        if said and not reading.hangs_on(at, said.end) and not reading.is_followed_by_content(said.end):
            reading.take(at, said.end, "language", [said.value])
    for at in range(len(reading.words)):
        article = reading.before(at, "articles")
        lead = reading.before(article.start if article else at, "taught_in", "place", "during")
        if lead is None or not reading.is_open(at, at + 1) or reading.hangs_on(at, at + 1):
            continue
        code = language_named(reading, at, lead)
        may_be_place = lead.key != "taught_in" or reading.at(lead.start, "place", "during") is not None
        if code and not (may_be_place and reading.is_followed_by_content(at + 1)):
            reading.take(lead.start, _after_word_for_language(reading, at + 1), "language", [code])


def language_named(reading: Reading, at: int, lead: Lead) -> str | None:
    """Return the code of the European language that a word names, in any case; None of another word, and of a country
    that has much the same name ("v Polsku")."""
    word = reading.folded[at]
    if reading.words[at].kind != "letters" or len(word) < MIN_NAME_LETTERS:
        return None
    named = language_names().meanings.get(word, {})
    if own := next((named[language] for language in _spoken(reading, lead) if language in named), None):
        return own if own in EUROPEAN else None
    if (place := place_named(word, reading.language, lead.languages & frozenset(case_endings()))) and not place.town:
        return None
    codes = (parse_language(name, reading.language) for name in _forms(word, lead))
    return next((code for code in codes if code in EUROPEAN), None)


def _spoken(reading: Reading, lead: Lead) -> list[str]:
    return [reading.language, *sorted(lead.languages)]


def _forms(word: str, lead: Lead) -> Iterator[str]:
    yield word
    for language in sorted(lead.languages):
        yield from (form for form in nominatives(word, language) if len(form) >= MIN_NAME_LETTERS)


def _after_word_for_language(reading: Reading, at: int) -> int:
    """Return the word after "language" in "in English language"."""
    return (
        reading.skip(at, "taught_in") if at < len(reading.words) and len(reading.folded[at]) >= MIN_NAME_LETTERS else at
    )
