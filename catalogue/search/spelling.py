"""Spelling corrections and completions, from the words that the collection itself uses and those of the trade."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from whoosh.support.levenshtein import distance

from catalogue.search.analysis import WORD, folded, is_stop_word, plain_text, words
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

MIN_LETTERS_FOR_TWO_EDITS = 8
"""Letters from which a word may differ by two edits: of shorter ones many are words of the language that no course
uses."""


class SpellingVocabulary:
    """The words of a collection in several lists, one per segment, so that a change rebuilds only its own list.

    ``own`` are lists of those in the reader's language, and ``trade`` words of the trade in it. They come before
    others, and alone count beside other words of that language: nobody means a foreign word in the middle of his own.
    Words are completed to those of courses alone, which find something.
    """

    def __init__(
        self,
        parts: Sequence[WordList],
        own: Sequence[WordList] = (),
        trade: WordList | None = None,
        reader: str = "",
    ) -> None:
        self._used, self._used_by_own, self._reader = parts, own, reader
        known = [trade] if trade else []
        self._parts, self._own = [*parts, *known], [*own, *known]

    def correction(self, text: str, question: Question, is_known: Callable[[str], bool]) -> str | None:
        """Return the text with every unknown word replaced by the nearest known one; None if there is nothing to
        replace, or too much.

        ``is_known`` says whether a word finds something, in any form. Words that say nothing about a course, and those
        that name something of the trade, are right as they are.
        """
        unnamed = [unit for clause in question.wanted if not clause.terms for unit in clause.units]
        typed = {word for unit in unnamed for word in unit.words if not unit.prefix}
        unknown = [word for word in sorted(typed) if not is_known(word) and not is_stop_word(word, (self._reader,))]
        only_own = any(self._is_own(folded(word)) for word in words(text))
        if len(unknown) > MAX_CORRECTED_WORDS:
            return None
        replaced = {word: better for word in unknown if (better := self.nearest(word, only_own))}
        if not replaced:
            return None
        return WORD.sub(lambda found: replaced.get(found[0].lower(), found[0]), text)

    def nearest(self, word: str, only_own: bool = False) -> str | None:
        """Return the known word nearest to an unknown one; None if none is near.

        The one with fewest edits, a word of another language counting as one more; then the most used one. Longer words
        may differ by two edits, others by one (Damerau: insert, delete, replace, transpose).
        """
        plain = folded(word)
        if (
            len(plain) < MIN_CORRECTED_LETTERS
            or any(map(str.isdigit, plain))
            or any(plain in part for part in self._parts)
        ):
            return None
        max_edits = 1 if len(plain) < MIN_LETTERS_FOR_TWO_EDITS else 2
        similar = {form for part in self._parts for form in part.similar(plain, max_edits)}
        edits = {form: distance(plain, form, limit=max_edits) for form in similar}
        near = [form for form, count in edits.items() if count <= max_edits and (self._is_own(form) or not only_own)]
        if not near:
            return None
        return self._spelling(min(near, key=lambda form: self._order(form, plain, edits[form])))

    def _order(self, form: str, plain: str, edits: int) -> tuple[int, bool, bool, int, str]:
        foreign = bool(self._own) and not self._is_own(form)
        return edits + foreign, foreign, form[0] != plain[0], -self._use(form), form

    def _rank(self, form: str) -> tuple[bool, int, str]:
        return not self._is_own(form), -self._use(form), form

    def _is_own(self, form: str) -> bool:
        return any(form in part for part in self._own)

    def _completing(self, beginning: str, most: int, before: Sequence[str]) -> set[str]:
        """Return words with this prefix; only those of the reader's language beside other words of it, if there are
        any."""
        plain = folded(beginning)
        own = {form for part in self._used_by_own for form in part.beginning_with(plain, most)}
        if own and before and all(self._is_own(folded(word)) for word in before):
            return own
        return own.union(*(part.beginning_with(plain, most) for part in self._used))

    def completions(self, beginning: str, limit: int, before: Sequence[str] = ()) -> list[str]:
        """Return known words with this prefix: those of the reader's language, then the most used ones; of each list
        only the most used are considered. ``before`` are the words typed before it."""
        found = self._completing(beginning, limit * CANDIDATES_PER_COMPLETION, before)
        return [self._spelling(form) for form in sorted(found, key=self._rank)[:limit]]

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
    return [f"{before} {word}".strip() for word in vocabulary.completions(typed[-1], limit, typed[:-1])]
