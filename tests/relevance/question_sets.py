"""Sets of questions as people type them, with the courses, runs, towns and providers of a catalogue to ask them in.

Three files make a set: questions with conditions, words that only look like conditions, and everyday words. Their
courses stand in one catalogue, and each has a topic; a question grades topics, so that every course is judged for it.
The runs have days of the year, not dates: the set does not age.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sets"
PARTS = ("conditions", "traps", "everyday")
NO_PLACE_OR_DATE = "-"
_YEAR_OF_MONTH = re.compile(r"\{year (\d+)\}")
"""In a question: the year in which this month comes next."""


@dataclass(frozen=True)
class Town:
    """``region`` is a NUTS code; latitude and longitude are degrees."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class OfferedRun:
    """``price`` is None where none is stated, ``days`` where a run has no date; ``language`` is that of teaching."""

    town: Town | None
    start: date | None
    days: int | None
    mode: str
    price: Decimal | None
    currency: str
    language: str


@dataclass(frozen=True)
class OfferedCourse:
    """``schedule`` (weekend, evening, part-time) is said by its summary only."""

    language: str
    provider: str
    topics: frozenset[str]
    title: str
    summary: str
    runs: Sequence[OfferedRun]
    hours: int | None = None
    eqf: int | None = None
    credential: str | None = None
    schedule: str | None = None


@dataclass(frozen=True)
class Question:
    """``conditions`` are those that one run must meet, ``never`` the kind of filter that must not be understood."""

    kind: str
    language: str
    text: str
    topics: Mapping[str, int]
    conditions: Mapping[str, Any]
    never: str | None


@dataclass(frozen=True)
class QuestionSet:
    """``providers`` are name and country by key; courses are numbered from one, as in the catalogue."""

    name: str
    today: date
    towns: Mapping[str, Town]
    providers: Mapping[str, tuple[str, str]]
    courses: Mapping[int, OfferedCourse]
    questions: Sequence[Question]


def read_set(name: str, folder: Path, today: date) -> QuestionSet:
    """The set of this name in a folder, its runs on the days that come next after today."""
    read = {part: tomllib.loads((folder / f"{name}_{part}.toml").read_text("utf-8")) for part in PARTS}
    stated = read["conditions"]
    towns = {key: Town(key.replace("_", " "), *row) for key, row in stated["towns"].items()}
    providers = {key: (str(row[0]), str(row[1])) for key, row in stated["providers"].items()}
    rows = [row for part in PARTS for row in read[part]["set"]["courses"]]
    courses = {number: _course(row, towns, today) for number, row in enumerate(rows, start=1)}
    questions = [_question(row, today) for part in PARTS for row in read[part]["set"]["questions"]]
    return QuestionSet(name, today, {each.name: each for each in towns.values()}, providers, courses, questions)


def next_day(day_of_year: str, today: date) -> date:
    """The next such day ("03-15"), today among them; "03-15+1" is the one a year later."""
    month_and_day, _, years_later = day_of_year.partition("+")
    month, day = map(int, month_and_day.split("-"))
    year = today.year + ((month, day) < (today.month, today.day))
    return date(year + int(years_later or 0), month, day)


def last_day(run: OfferedRun) -> date | None:
    """The day on which a run ends; None where its days are not stated."""
    return run.start + timedelta(days=run.days - 1) if run.start and run.days else None


def _course(row: Mapping[str, Any], towns: Mapping[str, Town], today: date) -> OfferedCourse:
    runs = [_run(text, row["language"], towns, today) for text in row["runs"]]
    return OfferedCourse(**{**row, "topics": frozenset(row["topics"].split()), "runs": runs})


def _run(text: str, text_language: str, towns: Mapping[str, Town], today: date) -> OfferedRun:
    place, when, mode, price, *taught_in = text.split()
    day, _, days = when.partition("x")
    amount, currency = _price(price)
    return OfferedRun(
        town=None if place == NO_PLACE_OR_DATE else towns[place],
        start=None if day == NO_PLACE_OR_DATE else next_day(day, today),
        days=int(days) if days else None,
        mode=mode,
        price=amount,
        currency=currency,
        language=taught_in[0] if taught_in else text_language,
    )


def _price(text: str) -> tuple[Decimal | None, str]:
    if text == NO_PLACE_OR_DATE:
        return None, ""
    return (Decimal(0), "EUR") if text == "free" else (Decimal(text[:-3]), text[-3:])


def _question(row: Mapping[str, Any], today: date) -> Question:
    text = _YEAR_OF_MONTH.sub(lambda found: str(next_day(f"{found[1]}-28", today).year), row["text"])
    return Question(**({"conditions": {}, "never": None} | dict(row) | {"text": text}))
