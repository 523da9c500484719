"""Corrections and completions from the words the collection itself uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whoosh.support.levenshtein import distance

from catalogue.search.analysis import WORD, folded, plain_text, words
from catalogue.search.question import Clause, Question, Unit
from catalogue.search.word_list import SHORTEST, WordList

FEW_RESULTS = 3
"""With fewer results than this a correction is worth offering."""

MOST_SLIPS = 6
"""A text with more unknown words than this is no slip; to look for the nearest of each takes long."""

MORE = 16
"""Of each part so many times the words wanted are looked at, since a word's use is spread over all of them."""

LONGEST_PREFIX = 100
"""Characters that completion looks at."""

_TWO_EDITS_FROM = 7
"""Letters from which a word bears two slips."""


class Vocabulary:
    """The words of a collection, part by part, so that a change makes only its own part anew."""

    def __init__(self, parts: Sequence[WordList]) -> None:
        self._parts = parts

    def correction(self, text: str, question: Question, is_known: Callable[[str], bool]) -> str | None:
        """The text with every unknown word replaced by the nearest known one; None if there is nothing to replace, or
        too much.

        ``is_known`` tells words that find something, in whatever form.
        """
        typed = {word for clause in question.wanted for unit in clause.units for word in unit.words if not unit.prefix}
        unknown = [word for word in sorted(typed) if not is_known(word)]
        nearest = {word: self.nearest(word) for word in unknown} if len(unknown) <= MOST_SLIPS else {}
        replaced = {word: better for word, better in nearest.items() if better}
        if not replaced:
            return None
        return WORD.sub(lambda found: replaced.get(found[0].lower(), found[0]), text)

    def nearest(self, word: str) -> str | None:
        """The known word most like an unknown one: fewest edits, then most used. Short words bear one edit, longer
        ones two (Damerau: insert, delete, replace, swap neighbours)."""
        plain = folded(word)
        if len(plain) < SHORTEST or any(map(str.isdigit, plain)) or any(plain in part for part in self._parts):
            return None
        most = 1 if len(plain) < _TWO_EDITS_FROM else 2
        similar = {form for part in self._parts for form in part.similar(plain, most)}
        edits = {form: distance(plain, form, limit=most) for form in similar}
        near = [form for form, count in edits.items() if count <= most]
        if not near:
            return None
        return self._spelling(min(near, key=lambda form: (edits[form], form[0] != plain[0], -self._use(form), form)))

    def completions(self, beginning: str, limit: int) -> list[str]:
        """Known words that begin so, most used first; of each part the most used are looked at."""
        plain = folded(beginning)
        found = {form for part in self._parts for form in part.beginning_with(plain, limit * MORE)}
        return [self._spelling(form) for form in sorted(found, key=lambda form: (-self._use(form), form))[:limit]]

    def _use(self, form: str) -> int:
        return sum(part.use(form) for part in self._parts)

    def _spelling(self, form: str) -> str:
        """The word as most courses of any one part write it."""
        parts = [part for part in self._parts if form in part]
        return max(parts, key=lambda part: part.use(form)).spelling(form)


def being_typed(text: str) -> tuple[str, ...]:
    """The words of a text that somebody is typing, the last of them perhaps only begun; few enough to be quick."""
    return tuple(words(plain_text(text[:LONGEST_PREFIX])))


def titles_with(typed: Sequence[str]) -> Question:
    """Asks for courses whose titles have these words and one that begins like the last."""
    last = len(typed) - 1
    return Question(tuple(Clause((Unit((word,), "title", place == last),)) for place, word in enumerate(typed)))


def completed(typed: Sequence[str], vocabulary: Vocabulary, limit: int) -> list[str]:
    """The words with the last one completed, that is with its most used completions."""
    before = " ".join(typed[:-1])
    return [f"{before} {word}".strip() for word in vocabulary.completions(typed[-1], limit)]
