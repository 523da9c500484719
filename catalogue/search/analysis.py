"""How text becomes terms: one analysis for documents, queries and highlights, whatever the engine.

A word yields its *folded* form (lower case, no accents) and the *stems* its language gives it, folded too. All live in
the same space, so that ``baterías``, ``bateria`` and ``BATERÍA`` meet, and ``batteries`` meets ``battery``.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from html import unescape

import Stemmer
from whoosh.lang.stopwords import stoplists

from catalogue.domain.text.compounds import compound_parts
from catalogue.domain.text.folding import fold
from catalogue.domain.text.function_words import FUNCTION_WORDS, QUESTION_WORDS

WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
"""Letters and digits of any script, with the tails that tell ``C++`` and ``C#`` from ``C``."""

LONGEST_TERM = 64
"""Characters of a word that count; longer ones are codes or noise."""

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "czech",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Snowball's algorithm per language; Slovak has none and borrows its nearest relative's."""

_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&#?\w{1,31};")
_thread = threading.local()


def base_language(tag: str | None) -> str:
    """``de-AT`` → ``de``; an unknown language is the empty string."""
    return (tag or "").replace("_", "-").split("-")[0].lower()


def plain_text(text: str) -> str:
    """Text as it is analysed and shown: composed characters, no tags or entities."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """The lower-case words of plain text, in order."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """The form of a word that every spelling of it shares."""
    return fold(word)[:LONGEST_TERM]


@lru_cache(maxsize=200_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """At most two folded stems of a lower-case word in a base language, those that differ from its folded form.

    The word is stemmed as written and without its accents: Snowball knows ``baterías`` by its accent only, and people
    leave it out.
    """
    plain = folded(word)
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None or len(word) > LONGEST_TERM or not word.isalpha():
        return ()
    stemmed = _stemmer(algorithm)
    found = {folded(stemmed(word)), folded(stemmed(plain))}
    return tuple(sorted(found - {plain, ""}))


def variants(word: str, languages: Iterable[str]) -> tuple[str, frozenset[str]]:
    """A query word's folded form, and the other forms that stemming in any of the languages gives it."""
    return folded(word), frozenset(stem for language in languages for stem in stems(word, language))


def is_stop_word(word: str, languages: Iterable[str]) -> bool:
    """Whether the word says nothing about a course in one of the languages."""
    return any(word in _stop_words(language) for language in languages)


@cache
def _stop_words(language: str) -> frozenset[str]:
    """Words that mean nothing of their own, that ask, or that name what everything here is: a course."""
    own = (stoplists.get(language, ()), FUNCTION_WORDS.get(language, ()), QUESTION_WORDS.get(language, ()))
    return frozenset().union(*own)


def parts(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound word in a base language, each as its stem, else folded."""
    return tuple(min((stem for stem in stems(part, language)), default=part) for part in compound_parts(word, language))


def _stemmer(algorithm: str) -> Callable[[str], str]:
    """Snowball's objects are not safe to share between threads, so each thread has its own."""
    stemmers = _thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0).stemWord
    stemmer: Callable[[str], str] = stemmers[algorithm]
    return stemmer
