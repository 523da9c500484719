"""What is being typed, and what is suggested for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from catalogue.search.analysis import folded, words
from catalogue.search.port import Suggestions
from catalogue.search.spelling import typed_words

_FOREIGN_PENALTY = 1000
"""Added to the fit of a name in a language that is not the reader's."""
_NOT_AT_BEGINNING_PENALTY = 100
"""Added to the fit of a name that does not begin with what is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One thing to choose: its text, the handle its page is found by ("" for a text to search for), its language."""

    text: str
    key: str = ""
    language: str | None = None


@dataclass(frozen=True)
class TypedText:
    """The text so far, the reader's language (BCP 47), and what the search engine offers for it."""

    text: str
    language: str
    offered: Suggestions

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded; the last one may only be begun."""
        return tuple(folded(word) for word in typed_words(self.text))

    def fit(self, name: str) -> int | None:
        """Return how well a name fits, less being better; None if some word begins none of the name's."""
        name_words = _words(name)
        if not all(any(name_word.startswith(word) for name_word in name_words) for word in self.words):
            return None
        begins = bool(name_words) and name_words[0].startswith(self.words[0])
        return len(name_words) + (0 if begins else _NOT_AT_BEGINNING_PENALTY)

    def fit_of(self, labels: Mapping[str, str]) -> int | None:
        """Return how well something fits that has a label per language; those in the reader's own come first."""
        own = labels.get(self.language.split("-")[0])
        if own is not None and (fit := self.fit(own)) is not None:
            return fit
        foreign = [fit for name in labels.values() if (fit := self.fit(name)) is not None]
        return min(foreign) + _FOREIGN_PENALTY if foreign else None

    def fit_of_all(self, labels: Mapping[str, Sequence[str]]) -> int | None:
        """Return the same for something with several names per language; of foreign ones only the first counts."""
        own = labels.get(self.language.split("-")[0], ())
        fits = [fit for name in own if (fit := self.fit(name)) is not None]
        return min(fits) if fits else self.fit_of({language: names[0] for language, names in labels.items()})


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in words(name))
