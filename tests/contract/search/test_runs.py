"""What is asked of runs is met by one and the same run, in lists and in counts, whatever is combined.

The answers are compared with those of looking at every run of every course.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.facets import RUN_FACET_KEYS
from catalogue.search.limits import LIMIT_NAMES, NO_LIMITS, Limits, Near
from catalogue.search.port import Changes, Relaxation, Rule, Scope, SearchEngine, SearchRequest, Sort
from tests.contract.search.runs_by_brute_force import (
    CHOICES,
    COUNTED,
    MUNICH,
    OSTRAVA,
    PRAGUE,
    VIENNA,
    Filters,
    assert_exact,
    catalogue_at_random,
    course,
    passing,
)


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
