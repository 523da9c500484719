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

MAX_TERM_CHARACTERS = 64
"""Characters of a word that are indexed; longer words are codes or noise."""

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
"""Snowball's algorithm for each language; Slovak has none and borrows that of Czech, its nearest relative."""

_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&#?\w{1,31};")
_thread = threading.local()


def base_language(tag: str | None) -> str:
    """Return the primary subtag of a BCP 47 tag in lower case (``de-AT`` → ``de``); an unknown language is the empty
    string."""
    return (tag or "").replace("_", "-").split("-")[0].lower()


def plain_text(text: str) -> str:
    """Return a text as it is analysed and shown: composed characters (NFC), no tags or entities."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words(text: str) -> list[str]:
    """Return the lower-case words of plain text, in order."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return the form of a word that every spelling of it shares: lower case, without accents."""
    return fold(word)[:MAX_TERM_CHARACTERS]


@lru_cache(maxsize=200_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return at most two folded stems of a lower-case word in a base language, those that differ from its folded form.

    The word is stemmed as written and without its accents: Snowball recognises ``baterías`` by its accent only, and
    people leave it out.
    """
    plain = folded(word)
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None or len(word) > MAX_TERM_CHARACTERS or not word.isalpha():
        return ()
    stemmed = _stemmer(algorithm)
    found = {folded(stemmed(word)), folded(stemmed(plain))}
    return tuple(sorted(found - {plain, ""}))


def variants(word: str, languages: Iterable[str]) -> tuple[str, frozenset[str]]:
    """Return a query word's folded form, and the other forms that stemming in any of the languages gives it."""
    return folded(word), frozenset(stem for language in languages for stem in stems(word, language))


def is_stop_word(word: str, languages: Iterable[str]) -> bool:
    """Return whether the word says nothing about a course in one of the languages."""
    return any(word in _stop_words(language) for language in languages)


@cache
def _stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language: function words, question words, and words for a course, which everything
    here is."""
    own = (stoplists.get(language, ()), FUNCTION_WORDS.get(language, ()), QUESTION_WORDS.get(language, ()))
    return frozenset().union(*own)


def parts(word: str, language: str) -> tuple[str, ...]:
    """Return the parts of a compound word in a base language, each as its stem, else folded."""
    return tuple(min((stem for stem in stems(part, language)), default=part) for part in compound_parts(word, language))


def _stemmer(algorithm: str) -> Callable[[str], str]:
    """Return this thread's stemmer: Snowball's objects are not safe to share between threads."""
    stemmers = _thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0).stemWord
    stemmer: Callable[[str], str] = stemmers[algorithm]
    return stemmer
