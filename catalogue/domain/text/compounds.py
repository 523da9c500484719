"""Taking compound words apart: ``Batteriezellfertigung`` is ``Batterie``, ``Zell`` and ``Fertigung``.

Only words made wholly of parts that are listed (``compound_parts/``, one list a language) come apart, with the letters
that German, Swedish and Dutch put between parts; the fewest parts win, and of those the longer first ones.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from catalogue.domain.text.folding import fold
from catalogue.languages import words

PARTS_FOLDER = Path(__file__).parent / "compound_parts"
COMPOUND_LANGUAGES = frozenset(file.stem for file in PARTS_FOLDER.glob("*.txt"))

MAX_PARTS = 4
MIN_COMPOUND_LETTERS = 8
MAX_COMPOUND_LETTERS = 48
_LINKS = words("compounds", "links")
_ENDINGS = words("compounds", "endings")


@lru_cache(maxsize=100_000)
def compound_parts(word: str, language: str) -> tuple[str, ...]:
    """Return the folded parts of a word in a base language, in order; empty if it is no compound of listed parts."""
    if language not in COMPOUND_LANGUAGES or not MIN_COMPOUND_LETTERS <= len(word) <= MAX_COMPOUND_LETTERS:
        return ()
    plain = fold(word)
    if not plain.isalpha() or plain in _parts(language):
        return ()
    found = _split(plain, language, MAX_PARTS)
    return found if len(found) > 1 else ()


def _split(rest: str, language: str, most: int) -> tuple[str, ...]:
    """Return the fewest parts, at most so many, that make up the rest of a word; empty if there are none."""
    best: tuple[str, ...] = ()
    known = _parts(language)
    for end in range(len(rest), 1, -1):
        part = rest[:end]
        if part not in known:
            continue
        if rest[end:] in _ENDINGS[language]:
            return (part,)
        if most > 1:
            for tail in _tails(rest[end:], language, min(most, len(best) or most) - 1):
                best = (part, *tail)
    return best


def _tails(rest: str, language: str, most: int) -> list[tuple[str, ...]]:
    """Return the shortest way to go on after a part, with any of the linking letters; none if there is no way."""
    linked = [rest[len(link) :] for link in _LINKS[language] if rest.startswith(link)]
    ways = [tail for each in linked if most and (tail := _split(each, language, most))]
    return [min(ways, key=len)] if ways else []


@cache
def _parts(language: str) -> frozenset[str]:
    return frozenset(map(fold, (PARTS_FOLDER / f"{language}.txt").read_text("utf-8").split()))
