"""The words of a text that match a question, marked: HTML-escaped, with ``<mark>`` around each match."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from catalogue.domain.text.compounds import COMPOUND_LANGUAGES, MIN_COMPOUND_LETTERS
from catalogue.search.analysis import WORD, folded, parts, stems, variants
from catalogue.search.question import Question, is_stop_clause

SNIPPET_CHARACTERS = 220
"""Characters of a long text that are shown around its matches."""

FIELDS = ("title", "summary", "description")


@dataclass(frozen=True, slots=True)
class WantedWords:
    """The forms of the words a question asks for, and the prefixes. Used for one request, as it caches words it has
    compared."""

    forms: frozenset[str]
    beginnings: tuple[str, ...]
    _known: dict[str, dict[str, bool]] = field(default_factory=dict)

    def candidates(self, language: str) -> re.Pattern[str]:
        """Return the words of a language that could match: a stem begins as its word does, so a look at the first
        letter rules out most, but for those long enough to be compounds."""
        letters = frozenset(form[0] for form in (*self.forms, *self.beginnings))
        return _words_beginning(letters, language in COMPOUND_LANGUAGES)

    def known(self, language: str) -> dict[str, bool]:
        """Return which words of a language have been compared so far, and whether each matches."""
        return self._known.setdefault(language, {})

    def has(self, word: str, language: str) -> bool:
        """Return whether a lower-case word of a language matches: by itself, by a stem, or by a part of a compound."""
        plain = folded(word)
        if plain in self.forms or plain.startswith(self.beginnings):
            return True
        return not self.forms.isdisjoint((*stems(word, language), *parts(word, language)))


def wanted_words(question: Question, languages: Iterable[str]) -> WantedWords:
    """Return what to mark for a question, stems in any of the languages included; words that say nothing about a course
    only where there are no others."""
    languages = tuple(languages)
    telling = [clause for clause in question.wanted if not is_stop_clause(clause, languages)]
    units = [unit for clause in telling or question.wanted for unit in clause.units]
    forms: set[str] = set()
    for word in {word for unit in units if not unit.prefix for word in unit.words}:
        plain, related = variants(word, languages)
        forms |= {plain, *related}
    return WantedWords(frozenset(forms), tuple(folded(unit.words[0]) for unit in units if unit.prefix))


def highlights(texts: Mapping[str, str], wanted: WantedWords, language: str) -> dict[str, str]:
    """Return each field that has a match, marked: the title whole, longer texts as the snippet with most matches."""
    found = {name: _matches(texts[name], wanted, language) for name in FIELDS}
    return {
        name: _marked(texts[name], spans, None if name == "title" else SNIPPET_CHARACTERS)
        for name, spans in found.items()
        if spans
    }


def _matches(text: str, wanted: WantedWords, language: str) -> list[tuple[int, int]]:
    known = wanted.known(language)
    spans = []
    for found in wanted.candidates(language).finditer(text):
        word = found[0]
        if word not in known:
            known[word] = wanted.has(word.lower(), language)
        if known[word]:
            spans.append(found.span())
    return spans


@lru_cache(maxsize=256)
def _words_beginning(letters: frozenset[str], or_long: bool) -> re.Pattern[str]:
    """Return a pattern of whole words with one of these folded first letters, or as long as compounds are; letters
    outside ASCII may fold to any of them."""
    plain = "".join(re.escape(letter + letter.upper()) for letter in sorted(letters) if letter.isascii())
    long = rf"|[^\W_]{{{MIN_COMPOUND_LETTERS}}}" if or_long else ""
    return re.compile(rf"(?<![^\W_])(?=[{plain}\x80-\U0010ffff]{long}){WORD.pattern}")


def _marked(text: str, spans: list[tuple[int, int]], width: int | None) -> str:
    start, end = (0, len(text)) if width is None else _window(text, spans, width)
    parts, done = ["…" if start else ""], start
    for first, last in spans:
        if start <= first and last <= end:
            parts += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
            done = last
    parts += [escape(text[done:end]), "…" if end < len(text) else ""]
    return re.sub(r"\s+", " ", "".join(parts))


def _window(text: str, spans: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """Return the start and end of the stretch, in whole words, that holds most matches; the earliest of equals."""
    if len(text) <= width:
        return 0, len(text)
    ends = [end for _, end in spans]  # in order, as no two matches overlap
    matches_within = [bisect_right(ends, start + width) - number for number, (start, _) in enumerate(spans)]
    best = spans[matches_within.index(max(matches_within))]
    start = max(0, min(best[0] - width // 5, len(text) - width))
    start = 0 if start == 0 else min(text.find(" ", start) + 1 or start, best[0])
    end = min(len(text), max(start + width, best[1]))
    return start, end if end == len(text) else max(text.rfind(" ", best[1], end), best[1])
