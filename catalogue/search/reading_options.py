"""What the reader says about the reading of the question: which of its conditions do not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Whether to ``understand`` conditions in words at all, and which of them not, each by the words that state it.

    ``words`` are to stay words of the subject; ``left_out`` are conditions that do not hold, whose words are not
    searched for either. ``shown`` are the facets and values that a page showed as ticked because the question states
    them: one that the page's form then asks for without its tick is left out. All of this means nothing beside a
    question that does not have these words.
    """

    understand: bool = True
    words: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    shown: frozenset[tuple[str, str]] = frozenset()


READ_ALL = ReadingOptions()
