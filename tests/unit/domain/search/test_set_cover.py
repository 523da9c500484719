"""The cheapest set of courses is the cheapest, and nothing is invented where none exists."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.search.set_cover import Offer, cheapest_cover, coverable

NEEDS = "abcdef"
ROWS = st.lists(st.tuples(st.frozensets(st.sampled_from(NEEDS), max_size=4), st.integers(0, 9)), max_size=8)
OFFERS = ROWS.map(lambda rows: [Offer(id=n, covers=covers, cost=cost) for n, (covers, cost) in enumerate(rows)])
WANTED = st.frozensets(st.sampled_from(NEEDS))


def cost_of_the_best(wanted, offers):
    sets = chain.from_iterable(combinations(offers, size) for size in range(len(offers) + 1))
    return min(sum(one.cost for one in some) for some in sets if wanted <= frozenset().union(*(o.covers for o in some)))


@given(WANTED, OFFERS)
def test_it_costs_what_the_best_of_all_choices_costs(wanted, offers):
    cover = cheapest_cover(wanted, offers)
    assert cover.is_best
    assert cover.cost == cost_of_the_best(coverable(wanted, offers), offers)


@given(WANTED, OFFERS)
def test_stopped_at_once_it_is_within_the_stated_bound(wanted, offers):
    cover = cheapest_cover(wanted, offers, limit=0)
    most = max((len(one.covers & wanted) for one in offers), default=0)
    bound = sum(1 / number for number in range(1, most + 1))
    assert cover.cost <= bound * cost_of_the_best(coverable(wanted, offers), offers) + 1e-9


@given(WANTED, OFFERS)
def test_what_can_be_covered_is_covered_and_nothing_idle_is_chosen(wanted, offers):
    cover = cheapest_cover(wanted, offers)
    assert frozenset().union(*(one.covers for one in cover.offers)) & wanted == coverable(wanted, offers)
    assert all(one.covers for one in cover.offers)
    assert {one.id for one in cover.offers} <= {one.id for one in offers}


@pytest.mark.parametrize(
    ("costs", "chosen"), [((1, 1, 1), [0]), ((5, 1, 1), [1, 2]), ((2, 1, 1), [0]), ((0, 0, 0), [0])]
)
def test_few_courses_or_cheap_ones(costs, chosen):
    sets = ("ab", "a", "b")
    offers = [Offer(id=n, covers=frozenset(s), cost=c) for n, (s, c) in enumerate(zip(sets, costs, strict=True))]
    assert [one.id for one in cheapest_cover(frozenset("ab"), offers).offers] == chosen
