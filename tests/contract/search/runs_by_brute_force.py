"""A catalogue of courses with several runs, and the answers of looking at every run of every course."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import acos, cos, degrees, radians, sin

from catalogue.domain.course.reference_rates import rates
from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.facets import RUN_FACET_KEYS, FacetValue
from catalogue.search.limits import NO_LIMITS, Limits, Near
from catalogue.search.port import SearchPage

Filters = Mapping[str, frozenset[str]]
COUNTED = (*RUN_FACET_KEYS, "skill_area")
MUNICH, VIENNA, PRAGUE, OSTRAVA = (48.14, 11.58), (48.21, 16.37), (50.08, 14.44), (49.84, 18.28)
DEGREES_KM = 111.19
"""Kilometres of a degree of a great circle."""
VALUES: Mapping[str, Sequence[Sequence[str]]] = {
    "country": (("DE",), ("AT",), ("CZ",)),
    "region": (("DE2", "DE21"), ("AT1", "AT13"), ("CZ0", "CZ01")),
    "starts": (("2027-06",), ("2027-07",)),
    "price": (("free",), ("paid",)),
    "delivery_mode": (("online",), ("onsite",)),
    "language": (("de",), ("en",), ("cs",)),
}
CHOICES = {
    "country": ("DE", "AT", "CZ"),
    "region": ("DE2", "AT13"),
    "starts": ("2027-06", "2027-07"),
    "price": ("free", "paid"),
    "delivery_mode": ("online", "onsite"),
    "language": ("de", "en"),
}


def run_at_random(drawn: random.Random) -> RunDocument:
    place = drawn.choice([None, MUNICH, VIENNA, PRAGUE, OSTRAVA])
    return RunDocument(
        facets={key: drawn.choice([*choices, ()]) for key, choices in VALUES.items()},
        start=drawn.choice([None, date(2027, 6, 1) + timedelta(drawn.randrange(60))]),
        price=drawn.choice([None, Decimal(0), Decimal(drawn.randrange(1, 1000))]),
        hours_per_week=drawn.choice([None, float(drawn.randrange(1, 40))]),
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
    )


def course(
    number: int, runs: Sequence[RunDocument], words: str = "laser", hours: float | None = None
) -> CourseDocument:
    """A course whose facets of runs are what its runs have together."""
    together = {
        key: tuple(dict.fromkeys(value for run in runs for value in run.facets.get(key, ()))) for key in RUN_FACET_KEYS
    }
    areas = ("batteries", "batteries/testing") if number % 2 else ("hydrogen",)
    return CourseDocument(id=number, title=words, hours=hours, facets=together | {"skill_area": areas}, runs=runs)


def catalogue_at_random(seed: int, courses: int, most_runs: int = 3) -> list[CourseDocument]:
    drawn = random.Random(seed)
    return [
        course(
            number,
            [run_at_random(drawn) for _ in range(drawn.randint(min(2, most_runs), most_runs))],
            words=drawn.choice(["laser", "welding", "laser welding"]),
            hours=drawn.choice([None, float(drawn.randrange(100))]),
        )
        for number in range(courses)
    ]


def kilometres(near: Near, run: RunDocument) -> float:
    """The distance by the law of cosines, which the engines do not use."""
    if run.latitude is None or run.longitude is None:
        return float("inf")
    one, other, apart = radians(near.latitude), radians(run.latitude), radians(run.longitude - near.longitude)
    return degrees(acos(min(1.0, sin(one) * sin(other) + cos(one) * cos(other) * cos(apart)))) * DEGREES_KM


def keeps_within(document: CourseDocument, run: RunDocument, limits: Limits, name: str) -> bool:
    """Whether a run meets one limit."""
    if name == "start":
        return run.start is not None and (
            (limits.starts_from or date.min) <= run.start <= (limits.starts_to or date.max)
        )
    if name == "max_price":
        return run.price is not None and run.price <= round((limits.max_price or 0) / rates()[limits.currency], 2)
    if name == "max_hours":
        return document.hours is not None and document.hours <= (limits.max_hours or 0)
    if name == "max_hours_per_week":
        return run.hours_per_week is not None and run.hours_per_week <= (limits.max_hours_per_week or 0)
    assert limits.near
    return kilometres(limits.near, run) <= limits.near.kilometres


def passing(
    document: CourseDocument, filters: Filters, limits: Limits, without: Iterable[str] = ()
) -> list[RunDocument]:
    """The runs of a course that meet every filter and limit but those named."""
    asked = {key: values for key, values in filters.items() if values and key not in without}
    return [
        run
        for run in document.runs_to_meet
        if all(
            values & set((run if key in RUN_FACET_KEYS else document).facets.get(key, ()))
            for key, values in asked.items()
        )
        and all(keeps_within(document, run, limits, name) for name in limits.named if name not in without)
    ]


def expected_counts(courses: Sequence[CourseDocument], filters: Filters, limits: Limits, key: str) -> list[FacetValue]:
    chosen = filters.get(key, frozenset())
    counts: Counter[str] = Counter(dict.fromkeys(chosen, 0))
    for document in courses:
        runs = passing(document, filters, limits, without=(key,))
        sources = runs if key in RUN_FACET_KEYS else [document] * bool(runs)
        counts.update({value for source in sources for value in source.facets.get(key, ())})
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        FacetValue(value=value, count=count, selected=value in chosen)
        for value, count in ordered
        if count or value in chosen
    ]


def assert_exact(
    page: SearchPage, courses: Sequence[CourseDocument], filters: Filters, limits: Limits = NO_LIMITS
) -> None:
    assert {hit.id for hit in page.hits} == {each.id for each in courses if passing(each, filters, limits)}, filters
    assert page.total == len(page.hits)
    for key in page.facets:
        assert list(page.facets[key]) == expected_counts(courses, filters, limits, key), (filters, key)
