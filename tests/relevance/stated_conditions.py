"""Which courses meet the conditions of a question: those with one run that meets all of them.

A condition is met exactly, or nearly where a reader would not complain: Monza for "a Milano" is near enough, an online
course of a German provider for "in Germany" as well. Exactly is what the right courses are counted by, nearly is what
the first ones must meet at the least.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import cos, hypot, radians
from typing import Any

from tests.relevance.question_sets import OfferedCourse, OfferedRun, Question, QuestionSet, Town, next_day

KM_NEAR = 60
KM_IN_A_TOWN = 50
EARTH_RADIUS_KM = 6371
DAYS_AHEAD = 365
UNITS_PER_EURO = {"EUR": "1", "CZK": "25", "PLN": "4.3", "SEK": "11", "GBP": "0.85", "CHF": "0.95"}
CURRENCY_LETTERS = 3


@dataclass(frozen=True)
class Case:
    """A run of a course before a condition."""

    held: QuestionSet
    course: OfferedCourse
    run: OfferedRun
    exactly: bool


def worth(held: QuestionSet, question: Question) -> dict[int, int]:
    """The grade of every course that is worth something for a question; a condition met nearly leaves 1."""
    found: dict[int, int] = {}
    for number, course in held.courses.items():
        grade = max((question.topics.get(topic, 0) for topic in course.topics), default=0)
        if grade and meets(held, course, question, exactly=True):
            found[number] = grade
        elif grade and meets(held, course, question, exactly=False):
            found[number] = 1
    return found


def right_courses(held: QuestionSet, question: Question) -> set[int]:
    """The courses on what is asked for, not on what is close to it, that meet the conditions exactly."""
    best = max(question.topics.values())
    wanted = {topic for topic, grade in question.topics.items() if grade == best}
    courses = held.courses.items()
    return {n for n, course in courses if course.topics & wanted and meets(held, course, question, exactly=True)}


def meets(held: QuestionSet, course: OfferedCourse, question: Question, *, exactly: bool) -> bool:
    """Whether one run of a course meets all conditions."""
    cases = (Case(held, course, run, exactly) for run in course.runs)
    return any(all(CONDITIONS[name](case, value) for name, value in question.conditions.items()) for case in cases)


def _country(case: Case, wanted: str | Sequence[str]) -> bool:
    if case.run.town:
        return case.run.town.country in _several(wanted)
    return not case.exactly and case.held.providers[case.course.provider][1] in _several(wanted)


def _region(case: Case, wanted: str | Sequence[str]) -> bool:
    return bool(case.run.town) and case.run.town.region.startswith(tuple(_several(wanted)))


def _place(case: Case, wanted: str) -> bool:
    return _within(case, wanted, 0 if case.exactly else KM_IN_A_TOWN)


def _near(case: Case, wanted: str | Sequence[Any]) -> bool:
    town, km = (wanted, KM_NEAR) if isinstance(wanted, str) else wanted
    return _within(case, town, km)


def _month(case: Case, wanted: int | str) -> bool:
    month = case.held.today.month % 12 + 1 if wanted == "next" else int(wanted)
    return _season(case, [month])


def _season(case: Case, wanted: Sequence[int]) -> bool:
    start = case.run.start
    if not start or start.month not in wanted:
        return False
    return not case.exactly or start <= case.held.today + timedelta(days=DAYS_AHEAD)


def _from(case: Case, wanted: str) -> bool:
    if not case.run.start:
        return not case.exactly
    first, today = next_day(wanted, case.held.today), case.held.today
    month_has_begun = int(wanted[:2]) == today.month
    return month_has_begun or case.run.start >= first


def _before(case: Case, wanted: int) -> bool:
    return bool(case.run.start) and case.run.start < next_day(f"{wanted}-1", case.held.today)


def _within_days(case: Case, wanted: int) -> bool:
    return bool(case.run.start) and case.run.start <= case.held.today + timedelta(days=wanted)


def _max_price(case: Case, wanted: str) -> bool:
    if case.run.price is None:
        return False
    limit = _euros(Decimal(wanted[:-CURRENCY_LETTERS]), wanted[-CURRENCY_LETTERS:])
    return _euros(case.run.price, case.run.currency) <= limit


def _max_hours(case: Case, wanted: int) -> bool:
    return case.course.hours is not None and case.course.hours <= wanted


def _max_days(case: Case, wanted: int) -> bool:
    return case.run.days is not None and case.run.days <= wanted


CONDITIONS: Mapping[str, Callable[[Case, Any], bool]] = {
    "country": _country,
    "region": _region,
    "place": _place,
    "near": _near,
    "month": _month,
    "season": _season,
    "from": _from,
    "before": _before,
    "within_days": _within_days,
    "mode": lambda case, wanted: case.run.mode == wanted,
    "free": lambda case, _: case.run.price == 0,
    "max_price": _max_price,
    "language": lambda case, wanted: case.run.language == wanted,
    "days": lambda case, wanted: case.run.days == wanted,
    "max_days": _max_days,
    "eqf": lambda case, wanted: case.course.eqf == wanted,
    "credential": lambda case, wanted: case.course.credential == wanted,
    "max_hours": _max_hours,
    "provider": lambda case, wanted: case.course.provider == wanted,
    "schedule": lambda case, wanted: case.course.schedule == wanted,
}


def _several(values: str | Sequence[str]) -> Sequence[str]:
    return [values] if isinstance(values, str) else values


def _within(case: Case, town: str, km: float) -> bool:
    return bool(case.run.town) and _km_between(case.run.town, case.held.towns[town]) <= km


def _km_between(one: Town, other: Town) -> float:
    """Near enough on a map of Europe."""
    east = radians(other.longitude - one.longitude) * cos(radians((one.latitude + other.latitude) / 2))
    return EARTH_RADIUS_KM * hypot(east, radians(other.latitude - one.latitude))


def _euros(amount: Decimal, currency: str) -> Decimal:
    return amount / Decimal(UNITS_PER_EURO[currency])
