"""Finding thousands of words and phrases in a text at once: one remembered look-up per word of the text.

Few words of a language make up most of its texts, so that what a word may begin is looked up once and remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from catalogue.domain.text.folding import fold

TOKENS_REMEMBERED = 1 << 16
ANY_ENDING = 1 << 10
"""Letters; no word is as long."""


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One word of a phrase: folded letters, and what may stand before and after them in a word of a text.

    ``spelling`` is how the word must be written, case and all; ``capitals`` says that it must be in capitals.
    """

    letters: str
    open_start: bool = False
    max_ending: int = 0
    spelling: str | None = None
    capitals: bool = False

    def fits(self, token: str) -> bool:
        """Say whether a word as written may stand for this one."""
        folded = folded_token(token)
        place = folded.find(self.letters) if self.open_start and self.max_ending else 0
        if self.open_start and not self.max_ending:
            place = len(folded) - len(self.letters)
        if place < 0 or not folded.startswith(self.letters, place):
            return False
        ending = len(folded) - place - len(self.letters)
        return ending <= self.max_ending and self.spelling in (None, token) and (not self.capitals or token.isupper())


class Phrase(Protocol):
    """What an index holds: one word or several."""

    @property
    def words(self) -> tuple[WordPattern, ...]:
        """Return the words of the phrase, at least one."""
        ...


Found = TypeVar("Found", bound=Phrase)


class PhraseIndex(Generic[Found]):
    """Phrases, found in a text by their first two words; with ``longest_first`` in that order at each place."""

    def __init__(self, phrases: Iterable[Found], *, longest_first: bool = False) -> None:
        self._longest_first = longest_first
        self._by_letters: defaultdict[str, list[Found]] = defaultdict(list)
        self._open: list[Found] = []
        for phrase in phrases:
            first = phrase.words[0]
            (self._open if first.open_start else self._by_letters[first.letters]).append(phrase)
        self._max_letters = max(map(len, self._by_letters), default=0)
        first_words = (phrase.words[0] for listed in self._by_letters.values() for phrase in listed)
        self._max_ending = max((word.max_ending for word in first_words), default=0)
        self._begun_by = lru_cache(TOKENS_REMEMBERED)(self._look_up)
        self._opened_by = lru_cache(TOKENS_REMEMBERED)(self._narrow_down)

    def find(self, tokens: Sequence[str]) -> Iterator[tuple[int, Found]]:
        """Yield every phrase with its place among the words of a text.

        A word such as "battery" begins a hundred phrases; the two words together leave the few worth following.
        """
        for place, (token, following) in enumerate(zip(tokens, [*tokens[1:], ""], strict=False)):
            if not self._begun_by(token):
                continue
            for phrase in self._opened_by(token, following):
                if len(phrase.words) <= 2 or _goes_on(phrase, tokens[place + 2 : place + len(phrase.words)]):
                    yield place, phrase

    def _look_up(self, token: str) -> tuple[Found, ...]:
        """Return the phrases whose first word fits a word as written."""
        folded = folded_token(token)
        fitting = list(self._open)
        for end in range(max(1, len(folded) - self._max_ending), min(len(folded), self._max_letters) + 1):
            fitting += self._by_letters.get(folded[:end], ())
        fitting = [phrase for phrase in fitting if phrase.words[0].fits(token)]
        if self._longest_first:
            fitting.sort(key=lambda phrase: len(phrase.words), reverse=True)
        return tuple(fitting)

    def _narrow_down(self, token: str, following: str) -> tuple[Found, ...]:
        """Return the phrases whose first two words fit, or their only one; ``following`` is empty at the end."""
        begun = self._begun_by(token)
        return tuple(each for each in begun if len(each.words) == 1 or (following and each.words[1].fits(following)))


@lru_cache(TOKENS_REMEMBERED)
def folded_token(token: str) -> str:
    """Return the folded word, remembered."""
    return fold(token)


def _goes_on(phrase: Phrase, following: Sequence[str]) -> bool:
    """Say whether the words after the second, with which a text goes on, are those of the phrase."""
    rest = phrase.words[2:]
    return len(following) == len(rest) and all(map(WordPattern.fits, rest, following))
