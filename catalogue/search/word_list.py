"""The words of some courses, arranged for looking up by prefix or by similarity."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from catalogue.search.analysis import folded

MIN_CORRECTED_LETTERS = 4
"""Letters a word needs for a misspelling to be told from another word."""

_LETTER_BUCKETS = 32
_LAST_CHARACTER = chr(sys.maxunicode)
_MAX_COMPARED_FORMS = 64
"""Forms whose edit distance is computed: those that share most pairs of letters."""


class WordList:
    """Words in lower case as written, with the number of courses that use each. Looked up by folded form."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def __contains__(self, form: str) -> bool:
        return form in self._spellings

    def spelling(self, form: str) -> str:
        """Return the most used word of a form that is in the list."""
        return self._spellings[form]

    def use(self, form: str) -> int:
        """Return the number of courses that use the form; 0 if it is not in the list."""
        return self._counts[self._spellings[form]] if form in self._spellings else 0

    def beginning_with(self, beginning: str, most: int) -> list[str]:
        """Return the forms with this prefix, the most used ones if there are more than ``most``, in no order."""
        start = bisect_left(self._in_order, beginning)
        end = bisect_left(self._in_order, beginning + _LAST_CHARACTER, start)
        forms = self._in_order[start:end]
        if len(forms) <= most:
            return forms
        return [forms[place] for place in np.argpartition(-self._uses[start:end], most)[:most].tolist()]

    def similar(self, plain: str, edits: int) -> list[str]:
        """Return forms that could be within so many edits: one edit changes the length by at most one, the set of
        letter pairs by six and the letter counts by two."""
        forms, lengths, pairs, letters = self._comparable
        near = np.flatnonzero(np.abs(lengths - len(plain)) <= edits)
        unlike = np.bitwise_count(pairs[near] ^ np.uint64(_pairs(plain)))
        near, unlike = near[unlike <= 6 * edits], unlike[unlike <= 6 * edits]
        close = np.abs(letters[near] - np.array(_letters(plain), np.int16)).sum(axis=1) <= 2 * edits
        near, unlike = near[close], unlike[close]
        found: list[str] = forms[near[np.argsort(unlike, kind="stable")[:_MAX_COMPARED_FORMS]]].tolist()
        return found

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Folded form → its most used spelling."""
        return {folded(word): word for word in sorted(self._counts, key=lambda word: (self._counts[word], word))}

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._spellings)

    @cached_property
    def _uses(self) -> NDArray[np.int64]:
        """The number of courses that use each form, in order."""
        return np.array([self.use(form) for form in self._in_order], np.int64)

    @cached_property
    def _comparable(self) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.uint64], NDArray[np.int16]]:
        """Forms with what is quick to compare: their lengths, pairs of letters and letters."""
        forms = [form for form in self._in_order if len(form) >= MIN_CORRECTED_LETTERS - 1 and form.isalpha()]
        lengths = np.array(list(map(len, forms)), np.int64)
        letters = np.array(list(map(_letters, forms)), np.int16).reshape(-1, _LETTER_BUCKETS)
        return np.array(forms, object), lengths, np.array(list(map(_pairs, forms)), np.uint64), letters


def _letters(form: str) -> list[int]:
    """Return how often a word has each letter; letters of all scripts share ``_LETTER_BUCKETS`` places."""
    counts = [0] * _LETTER_BUCKETS
    for letter in form:
        counts[ord(letter) % _LETTER_BUCKETS] += 1
    return counts


def _pairs(form: str) -> int:
    """Return the pairs of neighbouring letters in a word, its ends included, as a 64-bit set."""
    bits = 0
    for first, second in pairwise(f" {form} "):
        bits |= 1 << ((ord(first) * 31 + ord(second)) % 64)
    return bits
