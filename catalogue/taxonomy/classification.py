"""Telling from its words what a course is about.

Each word or phrase that betrays an area counts once: 3 in the title, 2 in the keywords, 1 in the text. An area is taken
from 3 points on, so one word in the title or several different ones in the text; a child carries its parent with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.domain.folding import fold

WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
TITLE, KEYWORDS, TEXT = 3, 2, 1
ENOUGH = 3
MOST = 3
PLACES = {TITLE: "title", KEYWORDS: "keywords", TEXT: "text"}


@dataclass(frozen=True, slots=True)
class Classification:
    """An area found in a text, with a confidence of 0 to 1 and what betrayed it."""

    key: str
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """A word or phrase of an area: folded words, the last of which may be a prefix."""

    area: str
    words: tuple[str, ...]
    prefix: bool
    written: str

    def fits(self, tokens: Sequence[str], start: int) -> bool:
        end = start + len(self.words)
        if end > len(tokens) or tuple(tokens[start : end - 1]) != self.words[:-1]:
            return False
        last = tokens[end - 1]
        return last.startswith(self.words[-1]) if self.prefix else last == self.words[-1]


class Classifier:
    """Signs by language and first word, so that a text costs one look-up per word and prefix length."""

    def __init__(self, areas: Mapping[str, tuple[str | None, Mapping[str, Sequence[str]]]]) -> None:
        self._parents = {key: parent for key, (parent, _) in areas.items()}
        self._signs: defaultdict[str, defaultdict[str, list[_Sign]]] = defaultdict(lambda: defaultdict(list))
        for key, (_, words) in areas.items():
            for language, written in words.items():
                for one in written:
                    sign = _sign(key, one)
                    self._signs[language][sign.words[0]].append(sign)
        self._lengths = {
            language: sorted({len(first) for first, signs in by_first.items() if _may_begin(signs)})
            for language, by_first in self._signs.items()
        }

    def classify(self, title: str, keywords: Sequence[str], text: str, language: str | None) -> list[Classification]:
        """Areas from ``ENOUGH`` points on, surest first; a parent is dropped where one of its children is found."""
        languages = dict.fromkeys(("any", "en", (language or "en").split("-")[0]))
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for weight, part in ((TITLE, title), (KEYWORDS, ", ".join(keywords)), (TEXT, text)):
            for sign in self._signs_in(part, languages):
                found[sign.area].setdefault(sign.written, weight)
        points = self._points(found)
        best = sorted((key for key in points if points[key] >= ENOUGH), key=lambda key: (-points[key], key))
        narrow = [key for key in best if not any(self._parents[other] == key for other in best)]
        return [_classification(key, points[key], self._evidence(key, found)) for key in narrow[:MOST]]

    def _points(self, found: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
        """A child's own points decide whether it is taken, its parent's whether it comes before others."""
        points = {key: sum(signs.values()) for key, signs in found.items()}
        for key, signs in found.items():
            parent = self._parents.get(key)
            if parent:
                points[parent] = points.get(parent, 0) + sum(signs.values())
        return points

    def _evidence(self, key: str, found: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
        below = [signs for other, signs in found.items() if self._parents.get(other) == key]
        return found.get(key) or (below[0] if below else {})

    def _signs_in(self, text: str, languages: Mapping[str, None]) -> Iterator[_Sign]:
        tokens = WORD.findall(fold(text))
        for position, token in enumerate(tokens):
            for language in languages:
                by_first = self._signs.get(language)
                if by_first is None:
                    continue
                for sign in self._beginning(token, language, by_first):
                    if sign.fits(tokens, position):
                        yield sign

    def _beginning(self, token: str, language: str, by_first: Mapping[str, list[_Sign]]) -> Iterator[_Sign]:
        """Signs whose first word is this token or, for prefixes, begins it."""
        if token in by_first:
            yield from by_first[token]
        for length in self._lengths[language]:
            if length >= len(token):
                return
            if signs := by_first.get(token[:length]):
                yield from (sign for sign in signs if sign.prefix and len(sign.words) == 1)


def _sign(area: str, written: str) -> _Sign:
    prefix = written.endswith("*")
    words = tuple(WORD.findall(fold(written.rstrip("*"))))
    if not words:
        raise ValueError(f"{written!r} of skill area {area} holds no word")
    return _Sign(area, words, prefix, written.rstrip("*"))


def _may_begin(signs: Sequence[_Sign]) -> bool:
    return any(sign.prefix and len(sign.words) == 1 for sign in signs)


def _classification(key: str, points: int, signs: Mapping[str, int]) -> Classification:
    written, weight = max(signs.items(), key=lambda sign: sign[1], default=("", TEXT))
    return Classification(key, min(1.0, points / 8), f"“{written}” in the {PLACES[weight]}")
