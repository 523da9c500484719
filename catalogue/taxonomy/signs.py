"""Signs: the words and phrases that betray something in a text, and finding them quickly.

How a sign is written: ``battery`` is that word however cased or accented; ``batteri*`` any word that begins so;
``*zelle`` any that ends so; ``*batterie*`` any that holds it (compounds); ``palivov* článk*`` a phrase, each word of
which may end in a star; ``=EV`` that word in exactly these capitals, for short forms that otherwise mean
something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from catalogue.domain.text.folding import fold

WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_WRITTEN = re.compile(r"\*?[^\W_]+(?:[+#]+)?\*?")
TOKENS_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class Pattern:
    """One word of a sign: folded letters, and whether others may stand before or after them."""

    letters: str
    open_start: bool = False
    open_end: bool = False

    def fits(self, folded: str) -> bool:
        if self.open_start:
            return self.letters in folded if self.open_end else folded.endswith(self.letters)
        return folded.startswith(self.letters) if self.open_end else folded == self.letters


@dataclass(frozen=True, slots=True)
class Sign:
    """What betrays ``of``; ``capitals`` is the exact spelling of the first word where only that counts."""

    of: str
    first: Pattern
    rest: tuple[Pattern, ...] = ()
    capitals: str | None = None

    def __len__(self) -> int:
        return 1 + len(self.rest)

    def continues(self, tokens: Sequence[str], position: int) -> bool:
        """Whether the words after the second are there too; the first two fit."""
        following = tokens[position + 2 : position + len(self)]
        return len(following) == len(self) - 2 and all(
            pattern.fits(fold(token)) for pattern, token in zip(self.rest[1:], following, strict=True)
        )


def parse_sign(of: str, written: str) -> Sign:
    """Raises ``ValueError`` for text without a word in it."""
    patterns = [_pattern(word) for word in _WRITTEN.findall(normalize("NFC", written))]
    if not patterns:
        raise ValueError(f"{written!r} of {of} holds no word; write a word or phrase as {__name__} explains")
    return Sign(of, patterns[0], tuple(patterns[1:]), written[1:].split()[0] if written.startswith("=") else None)


def _pattern(word: str) -> Pattern:
    return Pattern(fold(word.strip("*")), open_start=word.startswith("*"), open_end=word.endswith("*"))


class SignIndex:
    """Finds signs in texts: one remembered look-up per word, as few words of a language make up most of its texts."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._by_letters: defaultdict[str, list[Sign]] = defaultdict(list)
        self._within: list[Sign] = []
        for sign in signs:
            if sign.first.open_start:
                self._within.append(sign)
            else:
                self._by_letters[sign.first.letters].append(sign)
        self._shortest = min(map(len, self._by_letters), default=1)
        self._longest = max(map(len, self._by_letters), default=0)
        self._beginning = lru_cache(TOKENS_REMEMBERED)(self._begun_by)
        self._opening = lru_cache(TOKENS_REMEMBERED)(self._opened_by)

    def find(self, text: str) -> Iterator[tuple[int, Sign, str]]:
        """Every sign with its place (in words) and the words found there, longest first at each place.

        A word such as "battery" begins many signs; the two words together leave the few worth following.
        """
        tokens = WORD.findall(normalize("NFC", text))
        for position, (token, following) in enumerate(zip(tokens, [*tokens[1:], ""], strict=False)):
            if not self._beginning(token):
                continue
            for sign in self._opening(token, following):
                if len(sign) <= 2 or sign.continues(tokens, position):
                    yield position, sign, " ".join(tokens[position : position + len(sign)])

    def _opened_by(self, token: str, following: str) -> tuple[Sign, ...]:
        """Signs whose first two words fit, or their only one; ``following`` is empty at the end."""
        folded = fold(following)
        return tuple(sign for sign in self._beginning(token) if not sign.rest or (folded and sign.rest[0].fits(folded)))

    def _begun_by(self, token: str) -> tuple[Sign, ...]:
        """Signs whose first word fits a token, longest first."""
        folded = fold(token)
        fitting = [sign for sign in self._within if sign.first.letters in folded]
        for end in range(self._shortest, min(len(folded), self._longest) + 1):
            fitting += self._by_letters.get(folded[:end], ())
        fitting = [sign for sign in fitting if sign.first.fits(folded) and sign.capitals in (None, token)]
        return tuple(sorted(fitting, key=len, reverse=True))


class SignsByLanguage:
    """Signs in several languages; a text is read with those of its own, of English and of ``any``."""

    def __init__(self, words: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._signs: defaultdict[str, list[Sign]] = defaultdict(list)
        for of, by_language in words.items():
            for language, written in by_language.items():
                self._signs[language].extend(parse_sign(of, each) for each in written)
        self._indexes: dict[str, SignIndex] = {}

    def reading(self, language: str | None) -> SignIndex:
        """The index for a text in this language (BCP 47; English alone where it is unknown)."""
        base = (language or "en").replace("_", "-").split("-")[0].lower()
        base = base if base in self._signs else "en"
        if base not in self._indexes:
            spoken = dict.fromkeys(("any", "en", base))
            self._indexes[base] = SignIndex(sign for each in spoken for sign in self._signs.get(each, ()))
        return self._indexes[base]
