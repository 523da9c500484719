"""The query language: what a person typed, parsed as a question. Every text has a reading; nothing is a syntax error.

``battery recycling``     courses with both words       ``"battery pack"``   the words in that order
``hydrogen OR fuel cell`` either neighbour of ``OR``    ``-online``          courses without the word
``batt*``                 words with that prefix        ``provider:atec``    the word in that field
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from catalogue.search.analysis import is_stop_word, plain_text, words

MAX_QUESTION_CHARACTERS = 2_000
MAX_CLAUSES = 24
MAX_PHRASE_WORDS = 12
MAX_UNITS = 48
"""Words and phrases in all clauses together."""
MAX_PREFIXES = 4
"""Words that may stand for all that begin so, each of them hundreds to the index; more are read as they stand."""

FIELD_NAMES = {
    "title": "title",
    "summary": "summary",
    "description": "description",
    "keyword": "keywords",
    "keywords": "keywords",
    "provider": "provider",
    "skill": "concepts",
    "skills": "concepts",
}
"""The words a person may put before a colon, and the document field each one means."""

_PIECE = re.compile(
    r"(?P<minus>(?<!\S)[-−])?(?:(?P<field>" + "|".join(FIELD_NAMES) + r"):(?=\S))?"
    r'(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s":]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One word, the beginning of a word, or several words in order; lower case, accents as typed."""

    words: tuple[str, ...]
    field: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Units of which one has to match, or none if ``excluded``."""

    units: tuple[Unit, ...]
    excluded: bool = False
    terms: tuple[str, ...] = ()
    """Keys of terms of the trade; a course tagged with one matches as well."""

    @property
    def plain(self) -> bool:
        """Whether this asks for one word anywhere, as people do who know no syntax."""
        unit = self.units[0]
        return not (self.excluded or unit.field or unit.prefix or len(self.units) > 1 or len(unit.words) > 1)


@dataclass(frozen=True, slots=True)
class Question:
    """Clauses that all have to hold; an empty question asks for everything."""

    clauses: tuple[Clause, ...] = ()
    shortened: bool = field(default=False, compare=False)
    """Whether it was longer than what is searched for."""

    @property
    def wanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.excluded)


def is_stop_clause(clause: Clause, languages: Collection[str]) -> bool:
    """Return whether a clause says nothing about a course: it is a stop word of one of the languages."""
    return not clause.terms and all(
        len(unit.words) == 1 and not unit.prefix and not unit.field and is_stop_word(unit.words[0], languages)
        for unit in clause.units
    )


def read_question(text: str) -> Question:
    """Return the parsed question of any text; of very long ones only the beginning counts, which ``shortened`` says."""
    clauses: list[Clause] = []
    joining = excluding = False
    for piece in _PIECE.finditer(plain_text(text[:MAX_QUESTION_CHARACTERS])):
        if piece["word"] in ("AND", "OR", "NOT"):
            joining, excluding = piece["word"] == "OR", piece["word"] == "NOT"
            continue
        units = _units(piece)
        if not units:
            continue
        excluded = excluding or bool(piece["minus"])
        if joining and clauses and not excluded and not clauses[-1].excluded:
            clauses[-1] = Clause(clauses[-1].units + units[:1])
            units = units[1:]
        clauses += [Clause((unit,), excluded) for unit in units]
        joining = excluding = False
    parsed = tuple(dict.fromkeys(clauses))
    affordable = _affordable(parsed)
    return Question(affordable, shortened=affordable != parsed or len(text) > MAX_QUESTION_CHARACTERS)


def _affordable(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return as many clauses as can be evaluated at a bearable cost."""
    affordable: list[Clause] = []
    units_left, prefixes_left = MAX_UNITS, MAX_PREFIXES
    for clause in clauses[:MAX_CLAUSES]:
        units = []
        for unit in clause.units[:units_left]:
            as_prefix = unit.prefix and prefixes_left > 0
            prefixes_left -= as_prefix
            units.append(unit if unit.prefix == as_prefix else replace(unit, prefix=False))
        units_left -= len(units)
        if units:
            affordable.append(clause if tuple(units) == clause.units else replace(clause, units=tuple(units)))
    return tuple(affordable)


def _units(piece: re.Match[str]) -> tuple[Unit, ...]:
    """Return the units of one piece: a quoted phrase, or anything excluded, stays together; ``lithium-ion`` asks for
    both words."""
    field = FIELD_NAMES[piece["field"].lower()] if piece["field"] else None
    if piece["phrase"] is not None:
        found = tuple(words(piece["phrase"])[:MAX_PHRASE_WORDS])
        return (Unit(found, field),) if found else ()
    found = tuple(words(piece["word"])[:MAX_PHRASE_WORDS])
    if not found:
        return ()
    if piece["minus"] and len(found) > 1:
        return (Unit(found, field),)
    prefix = piece["word"].endswith("*")
    last = len(found) - 1
    return tuple(Unit((word,), field, prefix and place == last) for place, word in enumerate(found))
