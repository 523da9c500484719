"""What a header says: a column by any of its names, the unit of bare numbers below it, and which of several runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.domain.course.fields import SHEET_COLUMNS
from catalogue.domain.course.prices import parse_currency
from catalogue.domain.text.folding import fold
from catalogue.domain.text.phrases import any_of
from catalogue.domain.time.units import unit_of
from catalogue.languages import all_words, language_files, words, words_by_key

MAX_HEADER_CHARACTERS = 120
MAX_RUNS_PER_ROW = 60
PUNCTUATION = re.compile(r"[\W_]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
BETWEEN_NAMES = re.compile(r"\s*[/|\n]\s*|\s+[–—-]\s+")
BETWEEN_WORDS = re.compile(r"[\s,;()\[\]/_]+|\.(?=\s)")
NUMBER = re.compile(r"(?<![\d.,])(\d{1,2})(?:\.|\b)")
JOINED_NUMBER = re.compile(r"(?<=[^\W\d_])(?=\d)")
# Fields named on pages that are columns under another name; the rest have the same in both.
COLUMN_OF_LABEL = {
    "start": "start_date",
    "end": "end_date",
    "place.locality": "city",
    "place.country": "country",
    "teaching_language": "language",
}
WITH_UNITS = ("price", "workload")
OF_A_RUN = frozenset(
    {"start_date", "end_date", "deadline", "city", "venue", "street", "postal_code", "region", "country", "price"}
    | {"currency", "capacity", "timezone"}
)
"""Columns that may stand several times in a row, each time with a number: of a course's first run, its second …"""
PLACES = frozenset({"venue", "street", "postal_code", "city", "region", "country"})
DATES = frozenset({"start_date", "end_date", "deadline"})
EXACT, COMPOSED, ONLY_ABOUT = 0, 1_000, 2_000
# What says how a price is meant, but not which column it is.
_OF_PRICES = re.compile(rf"(?<!\w)(?:{any_of('prices', 'net', 'gross')}|mwst|vat|tva|iva|dph|ust|moms|btw)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The column a header means; ``rank`` grows with doubt, and the surest of several headers of one column is taken.

    ``unit`` is that of bare numbers below it, ``run`` which of several runs it is about, 0 where it does not say.
    ``otherwise`` is the column it means where a surer header has its own.
    """

    column: str
    rank: int = 0
    unit: str = ""
    run: int = 0
    otherwise: str = ""


@lru_cache(maxsize=4096)
def meaning_of(header: str) -> Meaning | None:
    """Return what a header means, in any language; None if that is no column of ours, or more than one."""
    if not header.strip() or len(header) > MAX_HEADER_CHARACTERS:
        return None
    if (column := columns_by_name().get(plain(header))) is not None:
        return Meaning(column=column, rank=_rank(plain(header)), unit=_unit_in(header, column))
    found = [each for each in map(_one_meaning, _names_in(header)) if each]
    columns = {each.column for each in found}
    if columns == {"start_date", "end_date"}:
        return min(found, key=lambda each: each.column != "start_date")
    return min(found, key=lambda each: each.rank) if len(columns) == 1 else None


def plain(header: str) -> str:
    """Return a header as names are compared: its words in lower case without accents."""
    return PUNCTUATION.sub(" ", fold(CAMEL.sub(" ", header))).strip()


def is_english(header: str) -> bool:
    """Say whether all words of a header are English, as those of programs are that know no other language."""
    return all(word in _english_words() or not word.isalpha() for word in plain(header).split())


@cache
def _english_words() -> frozenset[str]:
    own = [*SHEET_COLUMNS, *words("column_words", "about")["en"], *words("function_words", "words")["en"]]
    file = next(file for file in language_files() if file.code == "en")
    listed = [
        word for section in ("columns", "page_labels") for each in file.sections[section].values() for word in each
    ]
    return frozenset(word for name in (*own, *listed) for word in plain(name).split())


def is_about_courses(name: str) -> bool:
    """Say whether the name of a table or list says that it is one of courses: "Kurse 2027", "trainings"."""
    return any(map(_is_about, plain(name).split()))


def speaks_of_other(header: str) -> bool:
    """Say whether the days or amounts below a header are another's than the course's: "created", "invoice no."."""
    return any(_is_one_of(word, _other_words()) for word in plain(header).split())


@cache
def columns_by_name() -> dict[str, str]:
    """Return the column of each plain name; a column's own name wins over another's alias."""
    found: dict[str, str] = {}
    labels = (*words_by_key("fact_labels").items(), *words_by_key("page_labels").items())
    named = [(COLUMN_OF_LABEL.get(label, label), listed) for label, listed in labels]
    aliases = words_by_key("columns")
    for name, listed in [*((name, aliases.get(name, ())) for name in SHEET_COLUMNS), *named]:
        for alias in listed:
            found.setdefault(plain(alias), name)
    return found | {plain(name): name for name in SHEET_COLUMNS}


@cache
def _ranks() -> dict[str, int]:
    """Return how doubtful each name is: a column's own not at all, those further down a language's list the more."""
    found = {plain(name): EXACT for name in SHEET_COLUMNS}
    for name in SHEET_COLUMNS:
        for listed in _names_by_language(name):
            for at, alias in enumerate(listed, start=1):
                found[plain(alias)] = min(found.get(plain(alias), EXACT + at), EXACT + at)
    return found


def _names_by_language(name: str) -> Iterator[Sequence[str]]:
    return (file.sections.get("columns", {}).get(name, ()) for file in language_files())


def _rank(name: str) -> int:
    return ONLY_ABOUT if _is_about(name) and name != "title" else _ranks().get(name, COMPOSED - 1)


def _names_in(header: str) -> list[str]:
    """Return the names in a header such as "Titel / Title", or the header itself."""
    return BETWEEN_NAMES.split(header.strip()) if BETWEEN_NAMES.search(header.strip()) else [header]


def _one_meaning(written: str) -> Meaning | None:
    """Return what a name means without its number, its unit and the words that only say what the table is about."""
    rest, run = _without_number(BRACKETED.sub(" ", written))
    listed = _OF_PRICES.sub(" ", plain(rest)).split()
    without_units = [word for word in listed if not _unit(word)]
    for kept in (listed, without_units):
        if (column := _column(kept)) and (kept == listed or column[0] in WITH_UNITS):
            name, rank = column
            return Meaning(column=name, rank=rank, unit=_unit_in(written, name), run=run if name in OF_A_RUN else 0)
    return None


def _without_number(name: str) -> tuple[str, int]:
    """Return the name without the one small number in it, and the number."""
    parted = JOINED_NUMBER.sub(" ", name)
    numbers = NUMBER.findall(PUNCTUATION.sub(" ", parted))
    if len(numbers) != 1 or not 0 < int(numbers[0]) <= MAX_RUNS_PER_ROW:
        return name, 0
    return NUMBER.sub(" ", parted, count=1), int(numbers[0])


def _column(listed: Sequence[str]) -> tuple[str, int] | None:
    """Return the column that words name together, with the rank of that."""
    known = columns_by_name()
    whole = " ".join(listed)
    if whole in known:
        return known[whole], _rank(whole)
    if len(listed) == 1 and (column := known.get(_end_of_compound(whole))):
        return column, COMPOSED
    core = [word for word in listed if word not in _small_words() and not _is_about(word)]
    telling = " ".join(core)
    if telling in known and telling != whole:
        return known[telling], COMPOSED + _rank(telling)
    if len(core) == 1 and (column := known.get(_end_of_compound(core[0]))):
        return column, COMPOSED
    if len(core) > 1 and (column := _column_together(core)):
        return column, COMPOSED
    return ("title", ONLY_ABOUT) if listed and not core and any(map(_is_about, listed)) else None


def _column_together(core: Sequence[str]) -> str:
    """Return the column of words that each name one: "Start_Datum", "Ort_PLZ"; empty if that is none or several."""
    first, rest = columns_by_name().get(core[0]), columns_by_name().get(" ".join(core[1:]))
    if first in PLACES and rest in PLACES:
        return rest
    dated = {columns_by_name().get(word) for word in core if word not in _words_for_dates()}
    if len(dated) == 1 and len(core) == 2 and dated <= DATES:
        return str(dated.pop())
    return ""


@cache
def _words_for_dates() -> frozenset[str]:
    return frozenset(map(fold, all_words("page_labels", "start")))


def _end_of_compound(word: str) -> str:
    """Return what follows in a compound word on what the table is about: "bezeichnung" in "Kursbezeichnung"."""
    for length in range(len(word) - 2, 2, -1):
        rest = word[length:]
        for link in ("", "s", "n", "en", "es"):
            if word[:length].removesuffix(link) in _about_words()[0] and rest in columns_by_name():
                return rest
    return ""


def _unit(word: str) -> str:
    """Return a word that is a currency or a unit of time, as a value has it; empty for any other."""
    return _currency(word) or (word if unit_of(fold(word)) else "")


def _currency(word: str) -> str:
    return parse_currency(word) or parse_currency(word.rstrip(".")) or ""


def _unit_in(header: str, column: str) -> str:
    """Return the one unit that a header names for its column: "Preis (€)", "Price EUR", "Dauer in Tagen", "Stunden"."""
    listed = [word for word in BETWEEN_WORDS.split(header) if word]
    if column == "price":
        found = {currency for word in listed if (currency := _currency(word))}
    else:
        found = {word for word in listed if column == "workload" and unit_of(fold(word))}
    return found.pop() if len(found) == 1 else ""


def _is_about(word: str) -> bool:
    return _is_one_of(word, _about_words())


def _is_one_of(word: str, known: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    whole, beginnings = known
    return word in whole or word.startswith(beginnings)


@cache
def _about_words() -> tuple[frozenset[str], tuple[str, ...]]:
    return _whole_and_beginnings("about")


@cache
def _other_words() -> tuple[frozenset[str], tuple[str, ...]]:
    return _whole_and_beginnings("other")


def _whole_and_beginnings(key: str) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = list(map(fold, all_words("column_words", key)))
    beginnings = tuple(word.removesuffix("*") for word in listed if word.endswith("*"))
    return frozenset(word for word in listed if not word.endswith("*")), beginnings


@cache
def _small_words() -> frozenset[str]:
    """Return words that only join others: "de", "of", "der"."""
    joining = (*all_words("function_words", "words"), *all_words("column_words", "joining"))
    return frozenset(map(fold, joining))
