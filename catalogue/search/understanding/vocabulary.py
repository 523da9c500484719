"""The words in which conditions are said, of all languages, in one table that is read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from catalogue.domain.course.eqf_levels import FRAMEWORKS
from catalogue.domain.text.cldr import EUROPEAN, month_names
from catalogue.domain.text.folding import fold
from catalogue.languages import all_words, words, words_by_key
from catalogue.languages.sections import UNITS
from catalogue.search.understanding.phrase_table import PhraseTable

UNITS_OF_LENGTH = ("hour", "day", "week")
MIN_STEM_LETTERS = 2
"""Letters of a name that stay the same in all cases."""


class Said(NamedTuple):
    """What a phrase says, and in which language; ``value`` is the unit, number or month it names, if it does."""

    key: str
    language: str
    value: str = ""


@lru_cache(maxsize=1)
def condition_phrases() -> PhraseTable[Said]:
    """Return the table of all phrases."""
    return PhraseTable(_entries())


def _entries() -> Iterator[tuple[str, Said]]:
    for key in words_by_key("conditions"):
        yield from _listed("conditions", key, key)
    for unit in UNITS:
        yield from _listed("units", unit, "unit", unit)
        yield from _listed("unit_adjectives", unit, "unit", unit)
        yield from _lengths(unit)
    yield from _listed("unit_abbreviations", "hour", "hours", "hour")  # a "d" stands for dimensions, too
    for number in words_by_key("numbers"):
        yield from _listed("numbers", number, "number", number)
    for key in ("micro-credential", "badge"):
        yield from _listed("credentials", key, key)
    for schedule in words_by_key("schedules"):
        yield from _listed("schedules", schedule, "schedule", schedule)
    yield from _listed("free", "phrases", "free")
    yield from _listed("language_leads", "words", "taught_in")
    yield from _listed("durations", "per", "per")
    yield from _listed("connectives", "and", "and")
    yield from _listed("negation", "words", "negation")
    for code in words_by_key("language_names"):
        yield from _listed("language_names", code, "in_language", code)
    for name, meanings in month_names().meanings.items():
        for language, month in meanings.items():
            for form in (name, *inflected(name, language)):
                yield form, Said("month", language, month)
    for framework in FRAMEWORKS:
        yield framework, Said("framework", "")


def _lengths(unit: str) -> Iterator[tuple[str, Said]]:
    """Yield the words that a number and a unit are together: "zweitägig"."""
    for number in words_by_key("numbers") if unit in UNITS_OF_LENGTH else ():
        for language, listed in words("numbers", number).items():
            endings = words("unit_adjectives", unit).get(language, ())
            yield from (
                (f"{said}{each}", Said("length", language, f"{number} {unit}")) for said in listed for each in endings
            )


def _listed(section: str, key: str, said: str, value: str = "") -> Iterator[tuple[str, Said]]:
    for language, listed in words(section, key).items():
        for phrase in listed:
            yield phrase, Said(said, language, value)


@lru_cache(maxsize=1)
def _course_stems() -> tuple[str, ...]:
    return tuple(map(fold, all_words("course_words", "stems")))


@lru_cache(maxsize=4096)
def is_course_word(folded: str) -> bool:
    """Return whether a word is one for a course, in any language, or ends with one ("Hochvoltkurs")."""
    return any(stem in folded for stem in _course_stems())


@lru_cache(maxsize=4096)
def says_only_course(folded: str) -> bool:
    """Return whether a word says nothing but that it is a course."""
    return folded.startswith(_course_stems())


@lru_cache(maxsize=1)
def full_month_names() -> frozenset[str]:
    """Return what months are called in full, in any language and case, folded."""
    found = {
        (code, name)
        for key in map(str, range(1, 13))
        for code, listed in words("months", key).items()
        for name in listed
    }
    for language in EUROPEAN:
        months = Locale.parse(language).months
        found |= {
            (language, name) for context in ("format", "stand-alone") for name in months[context]["wide"].values()
        }
    return frozenset(form for code, name in found for form in (fold(name), *inflected(fold(name), code)))


def inflected(name: str, language: str) -> Iterator[str]:
    """Yield the cases of a folded name in a language."""
    for ending, nominatives in case_endings().get(language, {}).items():
        for nominative in nominatives:
            if name.endswith(nominative) and len(name) - len(nominative) >= MIN_STEM_LETTERS:
                yield name[: len(name) - len(nominative)] + ending


def nominatives(form: str, language: str) -> Iterator[str]:
    """Yield what a folded name may be in the nominative that is in some case."""
    for ending, endings in case_endings().get(language, {}).items():
        if ending and form.endswith(ending) and len(form) - len(ending) >= MIN_STEM_LETTERS:
            for nominative in endings:
                yield form[: len(form) - len(ending)] + nominative


@lru_cache(maxsize=1)
def case_endings() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return by language what endings of names stand for in the nominative: "e" may stand for "" or "a"."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for nominative, by_language in ((key, words("case_endings", key)) for key in words_by_key("case_endings")):
        for language, endings in by_language.items():
            for ending in map(fold, endings):
                known = found.setdefault(language, {})
                known[ending] = (*known.get(ending, ()), nominative)
    return found
