"""What is on offer for a role, kept once: taking a learner's skills away gives what looking anew would."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.search.set_cover import Offer, cheapest_cover
from catalogue.services.learning.skills.offers import MEASURES, RoleOffers, _OfferGroup

SKILLS = st.frozensets(st.sampled_from("abcde"), min_size=1)
COST = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.0, 5.0]))
KINDS = st.lists(st.tuples(SKILLS, COST, COST), max_size=12).map(
    lambda rows: [_OfferGroup(first, skills, hours, price) for first, (skills, hours, price) in enumerate(rows)]
)


@given(KINDS, st.frozensets(st.sampled_from("abcde")))
def test_the_same_courses_are_chosen_as_from_all_of_them(kinds, missing):
    kept = RoleOffers(reversed(kinds))
    for measure, cost_of in MEASURES.items():
        every = [
            Offer(id=kind.first, covers=kind.skills & missing, cost=cost)
            for kind in kinds
            if (cost := cost_of(kind)) is not None and kind.skills & missing
        ]
        assert cheapest_cover(missing, kept.offers(measure, missing)) == cheapest_cover(missing, every)
