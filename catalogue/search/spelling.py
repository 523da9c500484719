"""Corrections and completions from the words the collection itself uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from whoosh.support.levenshtein import distance

from catalogue.search.analysis import WORD, folded, plain_text, words
from catalogue.search.question import Question

FEW_RESULTS = 3
"""With fewer results than this a correction is worth offering."""

LONGEST_PREFIX = 100
"""Characters that completion looks at."""

_SHORTEST = 4
"""Letters a word needs for a misspelling to be told from another word."""


_LETTERS = 32
_MOST_COMPARED = 64
"""Forms whose distance is worked out letter by letter: those that share most pairs of letters."""


class Vocabulary:
    """The words of the collection, lower case as written, with the number of courses that use each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def correction(self, text: str, question: Question, is_known: Callable[[str], bool]) -> str | None:
        """The text with every unknown word replaced by the nearest known one; None if there is nothing to replace.

        ``is_known`` tells words that find something, in whatever form.
        """
        typed = {word for clause in question.wanted for unit in clause.units for word in unit.words if not unit.prefix}
        nearest = {word: self.nearest(word) for word in sorted(typed) if not is_known(word)}
        replaced = {word: better for word, better in nearest.items() if better}
        if not replaced:
            return None
        return WORD.sub(lambda found: replaced.get(found[0].lower(), found[0]), text)

    def nearest(self, word: str) -> str | None:
        """The known word most like an unknown one: fewest edits, then most used. Short words bear one edit, longer
        ones two (Damerau: insert, delete, replace, swap neighbours)."""
        plain = folded(word)
        if len(plain) < _SHORTEST or plain in self._by_form or any(map(str.isdigit, plain)):
            return None
        most = 1 if len(plain) < 7 else 2
        edits = {form: distance(plain, form, limit=most) for form in self._similar(plain, most)}
        near = [form for form, count in edits.items() if count <= most]
        if not near:
            return None
        return self._by_form[min(near, key=lambda form: (edits[form], form[0] != plain[0], -self._use(form), form))]

    def completions(self, beginning: str, limit: int) -> list[str]:
        """Known words that begin so, most used first."""
        plain = folded(beginning)
        found = sorted((form for form in self._by_form if form.startswith(plain)), key=lambda form: -self._use(form))
        return [self._by_form[form] for form in found[:limit]]

    def _use(self, form: str) -> int:
        return self._counts[self._by_form[form]]

    @cached_property
    def _by_form(self) -> dict[str, str]:
        """Folded form → its most used spelling."""
        chosen: dict[str, str] = {}
        for word in sorted(self._counts, key=lambda word: (self._counts[word], word)):
            chosen[folded(word)] = word
        return chosen

    @cached_property
    def _forms(self) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.uint64], NDArray[np.int16]]:
        """Forms with what is quick to compare: their lengths, pairs of letters and letters."""
        forms = [form for form in self._by_form if len(form) >= _SHORTEST - 1 and form.isalpha()]
        letters = np.array([_letters(form) for form in forms], np.int16).reshape(-1, _LETTERS)
        lengths, pairs = np.array([len(form) for form in forms]), np.array([_pairs(form) for form in forms], np.uint64)
        return np.array(forms, object), lengths, pairs, letters

    def _similar(self, plain: str, edits: int) -> Iterable[str]:
        """Forms that could be within so many edits: one changes the length by at most one, pairs of letters by six
        and letters by two."""
        forms, lengths, pairs, letters = self._forms
        near = np.flatnonzero(np.abs(lengths - len(plain)) <= edits)
        near = near[np.bitwise_count(pairs[near] ^ np.uint64(_pairs(plain))) <= 6 * edits]
        near = near[np.abs(letters[near] - np.array(_letters(plain), np.int16)).sum(axis=1) <= 2 * edits]
        unlike = np.bitwise_count(pairs[near] ^ np.uint64(_pairs(plain)))
        found: list[str] = forms[near[np.argsort(unlike, kind="stable")[:_MOST_COMPARED]]].tolist()
        return found


def suggestions(
    prefix: str, vocabulary: Vocabulary, titles_from: Callable[[str, int], Sequence[str]], limit: int
) -> list[str]:
    """What somebody who has typed ``prefix`` may go on to type: titles that begin so, and the last word completed.

    ``titles_from`` answers titles whose folded form begins with a folded text.
    """
    typed = words(plain_text(prefix[:LONGEST_PREFIX]))
    if not typed:
        return []
    titles = titles_from(" ".join(folded(word) for word in typed), max(limit // 2, 1))
    before = " ".join(typed[:-1])
    completed = (f"{before} {word}".strip() for word in vocabulary.completions(typed[-1], limit))
    return list(dict.fromkeys([*titles, *completed]))[:limit]


def _letters(form: str) -> list[int]:
    """How often a word has each letter, letters of all scripts sharing a few places."""
    counts = [0] * _LETTERS
    for letter in form:
        counts[ord(letter) % _LETTERS] += 1
    return counts


def _pairs(form: str) -> int:
    """The pairs of neighbouring letters in a word, its ends included, as a 64-bit set."""
    bits = 0
    for first, second in pairwise(f" {form} "):
        bits |= 1 << ((ord(first) * 31 + ord(second)) % 64)
    return bits
