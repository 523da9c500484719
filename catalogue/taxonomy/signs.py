"""Signs: the words and phrases that betray something in a text, and finding them quickly.

How a sign is written: ``battery`` is that word however cased or accented; ``batteri*`` any word that begins so;
``*zelle`` any that ends so; ``*batterie*`` any that holds it (compounds); ``palivov* článk*`` a phrase, each word of
which may end in a star; ``=EV`` that word in exactly these capitals, for short forms that otherwise mean
something else. Signs are never shown, so they can be written as patterns; the labels of terms are, so what may
follow them is left to rules (``terms``). One index finds both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from catalogue.domain.text.folding import fold
from catalogue.taxonomy.phrase_index import ANY_ENDING, PhraseIndex, WordPattern

WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_WRITTEN = re.compile(r"\*?[^\W_]+(?:[+#]+)?\*?")


@dataclass(frozen=True, slots=True)
class Sign:
    """The words that betray ``of``."""

    of: str
    words: tuple[WordPattern, ...]


def parse_sign(of: str, written: str) -> Sign:
    """Return the sign as written for ``of``; raise ``ValueError`` for text without a word in it."""
    found = _WRITTEN.findall(normalize("NFC", written))
    if not found:
        raise ValueError(f"{written!r} of {of} holds no word; write a word or phrase as {__name__} explains")
    spelling = written[1:].split()[0] if written.startswith("=") else None
    return Sign(of, (_pattern(found[0], spelling), *map(_pattern, found[1:])))


def _pattern(word: str, spelling: str | None = None) -> WordPattern:
    ending = ANY_ENDING if word.endswith("*") else 0
    return WordPattern(fold(word.strip("*")), word.startswith("*"), ending, spelling)


class SignIndex:
    """Finds signs in texts."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._index = PhraseIndex(signs, longest_first=True)

    def find(self, text: str) -> Iterator[tuple[int, Sign, str]]:
        """Yield every sign with its place (in words) and the words found there, longest first at each place."""
        tokens = WORD.findall(normalize("NFC", text))
        for position, sign in self._index.find(tokens):
            yield position, sign, " ".join(tokens[position : position + len(sign.words)])


class SignsByLanguage:
    """Signs in several languages; a text is read with those of its own, of English and of ``any``."""

    def __init__(self, words: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._signs: defaultdict[str, list[Sign]] = defaultdict(list)
        for of, by_language in words.items():
            for language, written in by_language.items():
                self._signs[language].extend(parse_sign(of, each) for each in written)
        self._indexes: dict[str, SignIndex] = {}

    def reading(self, language: str | None) -> SignIndex:
        """Return the index for a text in this language (BCP 47; English alone where it is unknown)."""
        base = (language or "en").replace("_", "-").split("-")[0].lower()
        base = base if base in self._signs else "en"
        if base not in self._indexes:
            spoken = dict.fromkeys(("any", "en", base))
            self._indexes[base] = SignIndex(sign for each in spoken for sign in self._signs.get(each, ()))
        return self._indexes[base]
