"""Spelling corrections and completions, from the words that the collection itself uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whoosh.support.levenshtein import distance

from catalogue.search.analysis import WORD, folded, plain_text, words
from catalogue.search.question import Clause, Question, Unit
from catalogue.search.word_list import MIN_CORRECTED_LETTERS, WordList

MIN_RESULTS_UNCORRECTED = 3
"""With fewer results than this a correction is worth offering."""

MAX_CORRECTED_WORDS = 6
"""A text with more unknown words than this is no misspelling, and finding the nearest word of each takes long."""

CANDIDATES_PER_COMPLETION = 16
"""How many times the wanted number of words is taken from each word list, since a word's uses are spread over all
lists."""

MAX_TYPED_CHARACTERS = 100
"""Characters that completion reads."""

_MIN_LETTERS_FOR_TWO_EDITS = 7
"""Letters from which a word may differ by two edits."""


class SpellingVocabulary:
    """The words of a collection in several lists, one per segment, so that a change rebuilds only its own list."""

    def __init__(self, parts: Sequence[WordList]) -> None:
        self._parts = parts

    def correction(self, text: str, question: Question, is_known: Callable[[str], bool]) -> str | None:
        """Return the text with every unknown word replaced by the nearest known one; None if there is nothing to
        replace, or too much.

        ``is_known`` says whether a word finds something, in any form.
        """
        typed = {word for clause in question.wanted for unit in clause.units for word in unit.words if not unit.prefix}
        unknown = [word for word in sorted(typed) if not is_known(word)]
        nearest = {word: self.nearest(word) for word in unknown} if len(unknown) <= MAX_CORRECTED_WORDS else {}
        replaced = {word: better for word, better in nearest.items() if better}
        if not replaced:
            return None
        return WORD.sub(lambda found: replaced.get(found[0].lower(), found[0]), text)

    def nearest(self, word: str) -> str | None:
        """Return the known word nearest to an unknown one, by fewest edits, then by most uses; None if none is near.
        Short words may differ by one edit, longer ones by two (Damerau: insert, delete, replace, transpose)."""
        plain = folded(word)
        if (
            len(plain) < MIN_CORRECTED_LETTERS
            or any(map(str.isdigit, plain))
            or any(plain in part for part in self._parts)
        ):
            return None
        max_edits = 1 if len(plain) < _MIN_LETTERS_FOR_TWO_EDITS else 2
        similar = {form for part in self._parts for form in part.similar(plain, max_edits)}
        edits = {form: distance(plain, form, limit=max_edits) for form in similar}
        near = [form for form, count in edits.items() if count <= max_edits]
        if not near:
            return None
        return self._spelling(min(near, key=lambda form: (edits[form], form[0] != plain[0], -self._use(form), form)))

    def completions(self, beginning: str, limit: int) -> list[str]:
        """Return known words with this prefix, most used first; of each list only the most used are considered."""
        plain = folded(beginning)
        found = {form for part in self._parts for form in part.beginning_with(plain, limit * CANDIDATES_PER_COMPLETION)}
        return [self._spelling(form) for form in sorted(found, key=lambda form: (-self._use(form), form))[:limit]]

    def _use(self, form: str) -> int:
        return sum(part.use(form) for part in self._parts)

    def _spelling(self, form: str) -> str:
        """Return the word as most courses of any one list write it."""
        parts = [part for part in self._parts if form in part]
        return max(parts, key=lambda part: part.use(form)).spelling(form)


def typed_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that somebody is typing, the last of them perhaps unfinished; few enough to be
    quick."""
    return tuple(words(plain_text(text[:MAX_TYPED_CHARACTERS])))


def title_question(typed: Sequence[str]) -> Question:
    """Return the question for courses whose titles have these words and one that begins like the last."""
    last = len(typed) - 1
    return Question(tuple(Clause((Unit((word,), "title", place == last),)) for place, word in enumerate(typed)))


def complete_last_word(typed: Sequence[str], vocabulary: SpellingVocabulary, limit: int) -> list[str]:
    """Return the typed words with the last one replaced by each of its most used completions."""
    before = " ".join(typed[:-1])
    return [f"{before} {word}".strip() for word in vocabulary.completions(typed[-1], limit)]
