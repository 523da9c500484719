"""Kinds of things recognised by the words and phrases that name them, in any language.

Words are written as ``catalogue.languages`` explains: ``zertifi*`` is met by any word that begins so, ``*zertifikat*``
by any that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from catalogue.domain.text.folding import fold_phrase
from catalogue.languages import all_words, words_by_key

Kind = TypeVar("Kind")

MAX_VALUE_LENGTH = 200
"""A value longer than this is prose, and prose mentions things it does not mean."""
_MARKS_AT_ENDS = " .:;!?*()-–—"


def alternatives(phrases: Iterable[str]) -> str:
    """Return the part of a regular expression that matches any of the phrases in a folded text.

    Phrases stand together by their first letter, of which a text has one, and then the longest first.
    """
    rests: dict[str, list[str]] = {}
    for phrase in sorted({fold_phrase(each) for each in phrases}, key=lambda each: (each[0] == "*", -len(each), each)):
        rests.setdefault(_expression(phrase[0]), []).append(_expression(phrase[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


def _expression(written: str) -> str:
    return re.escape(written).replace(r"\*", r"\w*")


def any_of(section: str, *keys: str) -> str:
    """Return the ``alternatives`` of the words of all languages under keys of a section."""
    return alternatives(word for key in keys for word in all_words(section, key))


class Phrases(Generic[Kind]):
    """A table of phrases by kind; a phrase that is listed under two kinds means the first.

    ``alternatives`` match any phrase within a regular expression, ``anywhere`` finds them in a folded text; at each
    place the longest.
    """

    def __init__(self, table: Mapping[Kind, Iterable[str]]) -> None:
        self._exact: dict[str, Kind] = {}
        stars: dict[str, Kind] = {}
        for kind, phrases in table.items():
            for phrase in phrases:
                self._exact.setdefault(fold_phrase(phrase.replace("*", "")), kind)
                if "*" in phrase:
                    stars.setdefault(fold_phrase(phrase), kind)
        longest_first = sorted(stars, key=lambda phrase: (-len(phrase), phrase))
        self._kinds = [stars[phrase] for phrase in longest_first]
        self._starred = re.compile("|".join(f"({alternatives([phrase])})" for phrase in longest_first) or "(?!)")
        self.alternatives = alternatives(phrase for phrases in table.values() for phrase in phrases)
        self.anywhere = re.compile(rf"(?<!\w)(?:{self.alternatives})(?!\w)")

    @classmethod
    def of(
        cls, section: str, kind: Callable[[str], Kind], *, further: Mapping[Kind, Iterable[str]] | None = None
    ) -> Phrases[Kind]:
        """Return the words of all languages in a section, by what ``kind`` makes of their key, and ``further``."""
        kinds = {kind(key): phrases for key, phrases in words_by_key(section).items()}
        return cls({each: (*phrases, *(further or {}).get(each, ())) for each, phrases in kinds.items()})

    def exactly(self, text: str) -> Kind | None:
        """Return the kind whose phrase, stars left out, is the whole text, punctuation at the ends aside; else None."""
        return self._exact.get(fold_phrase(text[:MAX_VALUE_LENGTH]).strip(_MARKS_AT_ENDS))

    def within(self, text: str) -> set[Kind]:
        """Return all kinds named somewhere in the text; at each place the longest phrase counts."""
        if len(text) > MAX_VALUE_LENGTH:
            return set()
        named = (self.named_by(match[0]) for match in self.anywhere.finditer(fold_phrase(text)))
        return {kind for kind in named if kind is not None}

    def named_by(self, folded: str) -> Kind | None:
        """Return the kind whose phrase, with any letters for its stars, a folded text is; None if it is none."""
        if folded in self._exact:
            return self._exact[folded]
        starred = self._starred.fullmatch(folded)
        return self._kinds[starred.lastindex - 1] if starred and starred.lastindex else None


_NEGATION = re.compile(rf"(?<!\w)(?:{any_of('negation', 'words')})(?!\w)")


def negated(text: str) -> bool:
    """Say whether a word in the text says "no", so that naming a thing may mean its absence."""
    return _NEGATION.search(fold_phrase(text[:MAX_VALUE_LENGTH])) is not None


def last_segment(text: str) -> str:
    """Return ``OnlineEventAttendanceMode`` of its schema.org address; other text unchanged."""
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return text.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    return text
