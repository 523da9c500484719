"""What is asked of every engine that is compared, and what it answers.

A question is words, a phrase, a prefix or nothing, with filters; an answer is the total, twenty hits and the counts of
every facet, disjunctive like ours: a facet's counts leave its own selection aside. None of them marks matches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from catalogue.search.documents import CourseDocument
from catalogue.search.ranking import FIELD_WEIGHTS

PAGE = 20
FIELDS = tuple(FIELD_WEIGHTS)


@dataclass(frozen=True)
class Ask:
    """``kind`` groups questions in the report; ``any_word`` asks for one of the words instead of all.

    ``typo`` asks an engine to be as forgiving as it can: we correct, Whoosh and Tantivy match fuzzily, FTS5 cannot.
    """

    kind: str
    words: tuple[str, ...] = ()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    any_word: bool = False
    phrase: bool = False
    prefix: bool = False
    typo: bool = False


@dataclass(frozen=True)
class Reply:
    """What was found; ``facets`` has value → count per facet."""

    total: int
    facets: Mapping[str, Mapping[str, int]]


class Contender(Protocol):
    """``build`` indexes into an empty directory, ``open`` makes ready to answer."""

    name: str

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None: ...

    def open(self, directory: Path) -> Callable[[Ask], Reply]: ...


QUESTIONS = (
    Ask("rare word", ("bacadeva",)),
    Ask("common word", ("battery",)),
    Ask("two words", ("laser", "quality")),
    Ask("either word", ("battery", "hydrogen"), any_word=True),
    Ask("phrase", ("battery", "cell"), phrase=True),
    Ask("prefix", ("batt",), prefix=True),
    Ask("typo", ("hydrogne",), typo=True),
    Ask("filters only", filters={"country": frozenset({"DE"}), "level": frozenset({"4"})}),
    Ask(
        "five filters",
        ("battery",),
        {
            "country": frozenset({"DE", "FR"}),
            "language": frozenset({"en", "de"}),
            "delivery_mode": frozenset({"online", "onsite"}),
            "price": frozenset({"free", "under-500"}),
            "level": frozenset({"3", "4", "5"}),
        },
    ),
)
"""One of each kind; every engine answers them with the counts of all facets."""
