"""A question as words, each with its place in the text; what is quoted or has query syntax is not looked into."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.domain.text.folding import fold
from catalogue.domain.text.numbers import NUMBER_PATTERN
from catalogue.search.question import FIELD_NAMES

MAX_WORDS_READ = 80
"""Words of a question in which conditions are looked for; more is no question."""

_UNREAD = rf'"[^"]*"?|(?<!\S)(?:[-−]\S+|(?:{"|".join(FIELD_NAMES)}):\S*)|\S*\*\S*|(?<!\S)(?-i:AND|OR|NOT)(?!\S)'
_WORD = re.compile(
    rf"(?P<unread>{_UNREAD})"
    r"|(?P<day>\d{4}-\d{2}(?:-\d{2})?(?![\d-])|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2})?(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d))"
    rf"|(?P<number>{NUMBER_PATTERN})|(?P<letters>[^\W\d_]+)|(?P<sign>[€£$])",
    re.IGNORECASE,
)
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+|[€£$]")
PUNCTUATION = ",;:.!?()–—/|+&"
"""Signs that part what stands before them from what stands after; those within words and numbers do not count."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number, date or sign of money from character ``start`` to ``end`` of the text.

    ``joined`` says that it hangs on the word before ("lead-free", "20h"), ``apart`` that punctuation parts the two.
    ``unread`` ones are not looked into.
    """

    text: str
    folded: str
    start: int
    end: int
    kind: str
    joined: bool
    apart: bool

    @property
    def unread(self) -> bool:
        return self.kind == "unread"


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order, no more than ``MAX_WORDS_READ``."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        joined = bool(found) and gap in ("", "-", "‑", "_", "/")
        ordinal = gap.strip() == "." and bool(found) and found[-1].kind == "number"
        apart = not (joined or ordinal) and any(sign in PUNCTUATION for sign in gap)
        kind = match.lastgroup or ""
        found.append(Word(match[0], fold(match[0]), match.start(), match.end(), kind, joined, apart))
        end = match.end()
        if len(found) == MAX_WORDS_READ:
            break
    return tuple(found)


def folded_words(text: str) -> list[str]:
    """Return the folded words, numbers and signs of a phrase, parted as ``read_words`` parts them."""
    return _LETTERS_OR_DIGITS.findall(fold(text))
