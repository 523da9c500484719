"""A curriculum as a table: a row for each module and language, so that a spreadsheet program is all one needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.messages import N_, Message
from catalogue.services.providing.checked_tables import Problem, Row, read_table, whole_number
from catalogue.taxonomy.curricula import Curriculum, Module
from catalogue.taxonomy.terms import terms

COLUMNS = ("module", "language", "title", "outcomes", "level", "skills")
REQUIRED_COLUMNS = COLUMNS
MAX_MODULES = 99
EQF_LEVELS = 1, 8
MAX_TITLE_CHARACTERS = 200
MAX_OUTCOME_CHARACTERS = 1000
CURRICULUM_ROW = 0
"""The module number of the row whose title names the curriculum itself."""


@dataclass(slots=True)
class _Reading:
    """What the rows read so far say, by module and language, and what was wrong."""

    titles: dict[int, dict[str, str]] = field(default_factory=dict)
    outcomes: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    skills: dict[int, list[str]] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, column: str, text: str, /, **values: object) -> None:
        self.problems.append(Problem(line, column, Message(text, **values)))


def read_curriculum(data: bytes, name: str) -> tuple[Curriculum | None, list[Problem]]:
    """Return the curriculum in a CSV, XLSX or ODS file with the columns ``COLUMNS``, or None and what is wrong with it.

    The curriculum has no key yet. Raise ``UnreadableTable`` if it is no such file.
    """
    reading = _Reading()
    for row in read_table(data, name, COLUMNS, REQUIRED_COLUMNS):
        _read_row(row, reading)
    _check_completeness(reading)
    if reading.problems:
        return None, sorted(reading.problems, key=lambda one: one.line)
    modules = [_module(reading, number) for number in sorted(reading.titles) if number != CURRICULUM_ROW]
    return Curriculum(key="", title=reading.titles[CURRICULUM_ROW], modules=modules), []


def _module(reading: _Reading, number: int) -> Module:
    return Module(
        level=reading.levels[number],
        skills=reading.skills[number],
        title=reading.titles[number],
        outcomes=reading.outcomes[number],
    )


def _read_row(row: Row, reading: _Reading) -> None:
    if row.wrong:
        reading.problems.append(Problem(row.line, "", row.wrong))
        return
    number = whole_number(row, "module", CURRICULUM_ROW, MAX_MODULES)
    language = (parse_language(row.cells.get("language", "")) or "").split("-")[0]
    if not language:
        no_language = N_("“%(text)s” is no language; give a code such as cs, or a name.")
        reading.wrong(row.line, "language", no_language, text=row.cells.get("language", ""))
    if isinstance(number, Problem):
        reading.problems.append(number)
    if isinstance(number, Problem) or not language:
        return
    reading.first.setdefault(number, row.line)
    if language in reading.titles.setdefault(number, {}):
        reading.wrong(row.line, "module", N_("Another row has this module in this language already; keep one of them."))
        return
    _read_title(row, reading, number, language)
    if number != CURRICULUM_ROW:
        _read_module(row, reading, number, language)


def _read_title(row: Row, reading: _Reading, number: int, language: str) -> None:
    title = row.cells.get("title", "")
    reading.titles[number][language] = title
    if not title:
        reading.wrong(row.line, "title", N_("This is empty; give a title."))
    elif len(title) > MAX_TITLE_CHARACTERS:
        reading.wrong(
            row.line, "title", N_("This is longer than %(most)s characters; shorten it."), most=MAX_TITLE_CHARACTERS
        )


def _read_module(row: Row, reading: _Reading, number: int, language: str) -> None:
    outcomes = _listed(row, "outcomes")
    if any(len(one) > MAX_OUTCOME_CHARACTERS for one in outcomes):
        longer = N_("This is longer than %(most)s characters; shorten it.")
        reading.wrong(row.line, "outcomes", longer, most=MAX_OUTCOME_CHARACTERS)
    if outcomes:
        reading.outcomes.setdefault(number, {})[language] = outcomes
    if row.cells.get("level"):
        level = whole_number(row, "level", *EQF_LEVELS)
        if isinstance(level, Problem):
            reading.problems.append(level)
        elif reading.levels.setdefault(number, level) != level:
            reading.wrong(row.line, "level", N_("An earlier row gives this module another level; keep one of them."))
    if row.cells.get("skills"):
        reading.skills[number] = list(dict.fromkeys([*reading.skills.get(number, []), *_skills(row, reading)]))


def _skills(row: Row, reading: _Reading) -> Iterator[str]:
    for written in _listed(row, "skills"):
        key = _skill_names().get(fold_phrase(written))
        if key:
            yield key
        else:
            unknown = N_("“%(text)s” is no skill of our vocabulary; give one as course pages name it, in any language.")
            reading.wrong(row.line, "skills", unknown, text=written)


def _check_completeness(reading: _Reading) -> None:
    if CURRICULUM_ROW not in reading.titles:
        reading.wrong(1, "module", N_("A row with module 0 is missing: its title names the curriculum."))
    numbers = [number for number in reading.titles if number != CURRICULUM_ROW]
    if not numbers:
        reading.wrong(1, "module", N_("There is no module; number them 1, 2, 3 and so on."))
    for number in numbers:
        for column, found in (("outcomes", reading.outcomes), ("level", reading.levels), ("skills", reading.skills)):
            is_reported = any(one.column == column and one.line >= reading.first[number] for one in reading.problems)
            if number not in found and not is_reported:
                empty = N_("No row of module %(number)s fills this in; one must.")
                reading.wrong(reading.first[number], column, empty, number=number)


def _listed(row: Row, column: str) -> list[str]:
    """Return the parts of a cell between ``|``."""
    return [part.strip() for part in row.cells.get(column, "").split("|") if part.strip()]


@cache
def _skill_names() -> Mapping[str, str]:
    """Return folded key, name or synonym in any language → key; the usual names win over synonyms."""
    found = {fold_phrase(term.key): term.key for term in terms()}
    for position in (0, 1):
        for term in terms():
            for labels in term.labels.values():
                for label in labels[:1] if position == 0 else labels[1:]:
                    found.setdefault(fold_phrase(label), term.key)
    return found


def curriculum_rows(curriculum: Curriculum) -> Iterator[Sequence[str]]:
    """Yield the rows of ``COLUMNS`` from which ``read_curriculum`` reads this curriculum."""
    yield from (("0", language, title, "", "", "") for language, title in curriculum.title.items())
    for number, module in enumerate(curriculum.modules, 1):
        level = str(module.level)
        skills = "|".join(module.skills)
        for language, title in module.title.items():
            yield str(number), language, title, "|".join(module.outcomes.get(language, ())), level, skills
            level = skills = ""
