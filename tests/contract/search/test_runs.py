"""What is asked of runs is met by one and the same run, in lists and in counts, whatever is combined.

The answers are compared with those of looking at every run of every course.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import combinations, product
from math import acos, cos, degrees, radians, sin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.domain.course.reference_rates import rates
from catalogue.search.facets import RUN_FACET_KEYS, FacetValue
from catalogue.search.limits import LIMIT_NAMES, NO_LIMITS, Limits, Near
from catalogue.search.port import (
    Changes,
    CourseDocument,
    Relaxation,
    Rule,
    RunDocument,
    Scope,
    SearchEngine,
    SearchPage,
    SearchRequest,
    Sort,
)

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


@pytest.mark.parametrize("size", [2, 3])
def test_every_combination_of_run_filters_is_exact_in_list_and_counts(engine: SearchEngine, size: int) -> None:
    courses = catalogue_at_random(seed=size, courses=20)
    engine.rebuild(courses, force=True)
    combined = 0
    for keys in combinations(RUN_FACET_KEYS, size):
        for values in product(*(CHOICES[key] for key in keys)):
            filters = {key: frozenset({value}) for key, value in zip(keys, values, strict=True)}
            page = engine.search(SearchRequest(filters=filters, per_page=100, facets=COUNTED, highlight=False))
            assert_exact(page, courses, filters)
            combined += 1
    assert combined == {2: 70, 3: 200}[size]


_FILTERS = st.dictionaries(
    st.sampled_from((*CHOICES, "skill_area")),
    st.frozensets(
        st.sampled_from(("DE", "AT", "DE2", "2027-06", "free", "paid", "online", "en", "de", "batteries", "none")),
        max_size=3,
    ),
    max_size=4,
)
_LIMITS = st.builds(
    lambda first, days, price, currency, hours, weekly, place, km: Limits(
        starts_from=first,
        starts_to=first + timedelta(days) if first and days else None,
        max_price=price,
        currency=currency,
        max_hours=hours,
        max_hours_per_week=weekly,
        near=Near("somewhere", *place, km) if place else None,
    ),
    st.none() | st.dates(date(2027, 5, 20), date(2027, 7, 31)),
    st.integers(0, 60),
    st.none() | st.decimals(0, 1000, places=0),
    st.sampled_from(("EUR", "CZK")),
    st.none() | st.integers(0, 100).map(float),
    st.none() | st.integers(0, 40).map(float),
    st.none() | st.sampled_from((MUNICH, VIENNA, OSTRAVA)),
    st.sampled_from((1, 100, 260, 500)),
)
_WHATEVER = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_WHATEVER
@given(seed=st.integers(0, 10_000), filters=_FILTERS, limits=_LIMITS, text=st.sampled_from(("", "laser")))
def test_filters_and_limits_are_met_by_one_run_whatever_is_asked(
    engine: SearchEngine, seed: int, filters: Filters, limits: Limits, text: str
) -> None:
    courses = catalogue_at_random(seed, courses=12, most_runs=(1, 3, 10, 70)[seed % 4])
    engine.rebuild(courses[4:], force=True)
    engine.apply(Changes(upserts=courses[:6]))
    request = SearchRequest(text=text, filters=filters, limits=limits, per_page=100, facets=COUNTED)
    matching = [each for each in courses if not text or text in each.title]

    assert_exact(engine.search(request), matching, filters, limits)


@_WHATEVER
@given(seed=st.integers(0, 10_000), filters=_FILTERS, limits=_LIMITS)
def test_relaxations_name_the_fewest_filters_and_limits_that_no_run_meets_together(
    engine: SearchEngine, seed: int, filters: Filters, limits: Limits
) -> None:
    courses = catalogue_at_random(seed, courses=4)
    engine.rebuild(courses, force=True)
    conditions = sorted((*(key for key, values in filters.items() if values), *limits.named))
    found: dict[tuple[str, ...], int] = {}
    for size in range(len(conditions) + 1):
        left = {
            dropped: sum(bool(passing(each, filters, limits, dropped)) for each in courses)
            for dropped in combinations(conditions, size)
        }
        if found := {dropped: total for dropped, total in left.items() if total}:
            break
    expected = sorted(found.items(), key=lambda item: (-item[1], item[0])) if size else []
    page = engine.search(SearchRequest(filters=filters, limits=limits))

    assert list(page.relaxations) == [Relaxation(facets=facets, total=total) for facets, total in expected]


def test_munich_in_june_and_berlin_in_july_is_not_munich_in_july(engine: SearchEngine) -> None:
    june, july = ("2027-06",), ("2027-07",)
    munich = RunDocument(facets={"region": ("DE2", "DE21"), "starts": june})
    berlin = RunDocument(facets={"region": ("DE3",), "starts": july})
    engine.apply(Changes(upserts=[course(1, [munich, berlin])]))

    def total(region: str, month: str) -> int:
        return engine.search(SearchRequest(filters={"region": frozenset({region}), "starts": frozenset({month})})).total

    assert (total("DE21", "2027-06"), total("DE3", "2027-07"), total("DE21", "2027-07")) == (1, 1, 0)


def test_a_course_without_runs_answers_by_its_own_values(engine: SearchEngine) -> None:
    engine.apply(
        Changes(upserts=[CourseDocument(id=1, title="Laser", facets={"country": ("DE",), "price": ("free",)})])
    )
    filters = {"country": frozenset({"DE"}), "price": frozenset({"free"})}

    assert engine.search(SearchRequest(filters=filters)).total == 1
    assert engine.search(SearchRequest(filters=filters, limits=Limits(max_price=Decimal(10)))).total == 0


def test_a_course_counts_once_however_many_of_its_runs_meet_what_is_asked(engine: SearchEngine) -> None:
    runs = [RunDocument(facets={"country": ("DE",), "starts": (month,)}) for month in ("2027-06", "2027-07", "2027-08")]
    engine.apply(Changes(upserts=[course(1, runs), course(2, runs[:1])]))
    page = engine.search(
        SearchRequest(filters={"country": frozenset({"DE"}), "starts": frozenset({"2027-06", "2027-07"})})
    )

    assert page.total == 2
    assert [(each.value, each.count) for each in page.facets["starts"]] == [
        ("2027-06", 2),
        ("2027-07", 1),
        ("2027-08", 1),
    ]
    assert [(each.value, each.count) for each in page.facets["country"]] == [("DE", 2)]


def test_courses_come_in_the_order_of_their_nearest_run(engine: SearchEngine) -> None:
    def at(*places: tuple[float, float]) -> list[RunDocument]:
        return [RunDocument(latitude=latitude, longitude=longitude) for latitude, longitude in places]

    courses = [
        course(1, at(OSTRAVA)),
        course(2, at(OSTRAVA, PRAGUE)),
        course(3, at(VIENNA)),
        course(4, at(MUNICH, PRAGUE)),
    ]
    engine.apply(Changes(upserts=[*courses, course(5, [RunDocument()])]))
    request = SearchRequest(limits=Limits(near=Near("Praha", *PRAGUE, kilometres=300)), sort=Sort.DISTANCE)

    assert [hit.id for hit in engine.search(request).hits] == [2, 4, 3, 1]
    assert engine.search(replace(request, limits=NO_LIMITS)).total == 5, "there is no order by distance from nowhere"


def test_courses_come_in_the_order_of_the_next_run_that_meets_what_is_asked(engine: SearchEngine) -> None:
    today = datetime.now(UTC).date()

    def runs(*starts: tuple[str, int]) -> list[RunDocument]:
        return [RunDocument(facets={"country": (country,)}, start=today + timedelta(days)) for country, days in starts]

    courses = [
        replace(course(1, runs(("DE", 30), ("AT", 1))), first_start=today + timedelta(1)),
        replace(course(2, runs(("DE", 20), ("DE", -5))), first_start=today + timedelta(20)),
        replace(course(3, runs(("DE", 10))), first_start=today + timedelta(10)),
        replace(course(4, runs(("DE", -3))), first_start=None),
    ]
    engine.apply(Changes(upserts=courses))

    def order(filters: Filters) -> list[int]:
        return [hit.id for hit in engine.search(SearchRequest(filters=filters, sort=Sort.START)).hits]

    assert order({}) == [1, 3, 2, 4]
    assert order({"country": frozenset({"DE"})}) == [3, 2, 1, 4]


def test_a_collection_by_rule_holds_what_one_run_meets(engine: SearchEngine) -> None:
    one = RunDocument(facets={"country": ("DE",), "price": ("free",)}, price=Decimal(0))
    others = [
        RunDocument(facets={"country": ("DE",), "price": ("paid",)}, price=Decimal(9)),
        replace(one, facets={"country": ("AT",), "price": ("free",)}),
    ]
    engine.apply(Changes(upserts=[course(1, [one]), course(2, others)]))

    def inside(rule: Rule) -> set[int]:
        return {hit.id for hit in engine.search(SearchRequest(scope=Scope(rules=[rule]))).hits}

    assert inside(Rule(filters={"country": frozenset({"DE"}), "price": frozenset({"free"})})) == {1}
    assert inside(Rule(filters={"country": frozenset({"DE"})}, limits=Limits(max_price=Decimal(5)))) == {1}
    assert inside(Rule(limits=Limits(max_price=Decimal(9)))) == {1, 2}


def test_counting_again_with_other_limits_is_another_question(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[course(1, [RunDocument(price=Decimal(5))])]))
    request = SearchRequest(per_page=1, facets=(), highlight=False)

    totals = [engine.search(replace(request, limits=Limits(max_price=Decimal(most)))).total for most in (4, 5, 4)]
    assert totals == [0, 1, 0]


def test_every_limit_is_tried_here() -> None:
    assert set(LIMIT_NAMES) == {"start", "max_price", "max_hours", "max_hours_per_week", "near"}
