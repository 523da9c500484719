"""A question while it is read: which phrases begin and end where, and which words a condition has taken already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalogue.domain.places.localities.plain_words import is_plain_word
from catalogue.search.analysis import is_stop_word
from catalogue.search.understanding.conditions import Condition
from catalogue.search.understanding.phrase_table import PhraseTable
from catalogue.search.understanding.vocabulary import condition_phrases, is_course_word, says_only_course
from catalogue.search.understanding.wording import Word

SINGLE_LIMITS = ("near", "max_price", "max_hours", "max_hours_per_week")
COMMON_LANGUAGE = "en"
"""In which people type who read another language."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the catalogue at hand knows.

    ``providers`` are names with keys. ``is_thing`` says whether words in this order are the name of a thing rather than
    a condition and a subject ("free cooling"), given the condition; ``terms`` where the terms of the trade that some
    words name begin and end.
    """

    providers: PhraseTable[str] = field(default_factory=lambda: PhraseTable[str](()))
    is_thing: Callable[[str, Condition], bool] = lambda words, condition: False
    terms: Callable[[Sequence[str]], Sequence[tuple[int, int]]] = lambda words: ()


NO_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Lead:
    """A phrase of the vocabulary that was found from word ``start`` to before ``end``, and the languages it is in."""

    start: int
    end: int
    key: str
    languages: frozenset[str]
    value: str = ""


class Reading:
    """One question, its words, the reader's language (base code) and today. Conditions are added as they are found."""

    def __init__(self, text: str, words: Sequence[Word], language: str, today: date, names: Names) -> None:
        self.text, self.words, self.language, self.today, self.names = text, words, language, today, names
        self.folded = [word.folded for word in words]
        self.taken = [word.unread for word in words]
        self.conditions: list[Condition] = []
        self._beginning: defaultdict[int, list[Lead]] = defaultdict(list)
        self._ending: defaultdict[int, list[Lead]] = defaultdict(list)
        self._find_phrases()
        self._terms = [span for span in names.terms([word.text for word in words]) if span[1] - span[0] > 1]

    def _find_phrases(self) -> None:
        for start in range(len(self.words)):
            found: defaultdict[tuple[int, str, str], set[str]] = defaultdict(set)
            for end, said in condition_phrases().matches(self.folded, start):
                found[end, said.key, said.value].add(said.language)
            for (end, key, value), languages in found.items():
                if self.is_together(start, end):
                    lead = Lead(start, end, key, frozenset(languages), value)
                    self._beginning[start].append(lead)
                    self._ending[end].append(lead)

    def is_together(self, start: int, end: int) -> bool:
        """Return whether no punctuation parts these words."""
        return not any(word.apart for word in self.words[start + 1 : end])

    def is_open(self, start: int, end: int) -> bool:
        """Return whether these words exist, and no condition has taken any of them."""
        return 0 <= start < end <= len(self.words) and not any(self.taken[start:end])

    def before(self, at: int, *keys: str) -> Lead | None:
        """Return the longest open phrase with one of the keys that ends before word ``at``; None without one."""
        if at >= len(self.words) or self.words[at].apart:
            return None
        found = [lead for lead in self._ending[at] if lead.key in keys and self.is_open(lead.start, lead.end)]
        return min(found, key=lambda lead: lead.start, default=None)

    def at(self, start: int, *keys: str) -> Lead | None:
        """Return the longest open phrase with one of the keys that begins with word ``start``; the reader's language
        goes first where several mean different things."""
        found = [lead for lead in self._beginning[start] if lead.key in keys and self.is_open(lead.start, lead.end)]
        return max(found, key=lambda lead: (lead.end, self.language in lead.languages), default=None)

    def skip(self, at: int, *keys: str) -> int:
        """Return the word after the phrase with one of the keys at ``at``; ``at`` itself without one."""
        found = self.at(at, *keys) if at < len(self.words) and not self.words[at].apart else None
        return found.end if found else at

    def take(self, start: int, end: int, facet: str, values: Iterable[str] = (), **more: Any) -> None:
        """Add the condition that these words state and take them, unless they are a part of a term ("3D printing"), are
        negated, or a limit of this kind is stated already."""
        if any(first <= start and end <= last and end - start < last - first for first, last in self._terms):
            return
        is_second = facet in SINGLE_LIMITS and any(condition.facet == facet for condition in self.conditions)
        if is_second or self.before(start, "negation"):
            return
        condition = self.condition(start, end, facet, values, **more)
        self.conditions.append(condition)
        self.taken[start:end] = [True] * (end - start)

    def condition(self, start: int, end: int, facet: str, values: Iterable[str] = (), **more: Any) -> Condition:
        """Return the condition that these words would state."""
        first, last = self.words[start].start, self.words[end - 1].end
        words = self.text[first:last]
        return Condition(words=words, facet=facet, start=first, end=last, values=tuple(values), **more)

    def hangs_on(self, start: int, end: int) -> bool:
        """Return whether the words are a part of a longer word: "lead-free", "online-monitoring"; a word for a course
        may follow ("Online-Kurs")."""
        if self.words[start].joined:
            return True
        if end == len(self.words) or not self.words[end].joined:
            return False
        return not (is_course_word(self.folded[end]) or self.is_filler(end))

    def is_followed_by_content(self, end: int) -> bool:
        """Return whether a word of the subject follows at once, so that both may be the name of one thing."""
        if end >= len(self.words) or self.taken[end] or self.words[end].apart or self.words[end].kind != "letters":
            return False
        return not (self.is_filler(end) or any(lead.key in _BEGINNINGS for lead in self._beginning[end]))

    def is_filler(self, at: int) -> bool:
        """Return whether a word says nothing about the subject: it joins words, or belongs to asking for a course."""
        word = self.words[at].text.lower()
        own = is_plain_word(self.folded[at], {self.language}) and not is_stop_word(word, {self.language})
        spoken = {self.language} if own else {self.language, COMMON_LANGUAGE}
        if is_stop_word(word, spoken) or says_only_course(self.folded[at]):
            return True
        return any(lead.key in _FILLERS and lead.languages & spoken for lead in self._beginning[at])

    @property
    def has_course_word(self) -> bool:
        """Whether the question says that it is about a course."""
        return any(map(is_course_word, self.folded))


_BEGINNINGS = frozenset(
    ("schedule", "online", "onsite", "blended", "free", "certificate", "badge", "micro-credential", "framework")
)
"""Keys of phrases that are conditions of their own."""
_FILLERS = frozenset(
    (
        "wishes",
        "lasting",
        "place",
        "near",
        "during",
        "from",
        "before",
        "until",
        "within",
        "at_most",
        "taught_in",
        "and",
        "articles",
    )
)
