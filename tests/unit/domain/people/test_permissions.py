"""Who may do what, in one table and by properties that hold for everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.people.permissions import VISITOR, Act, Actor, Role, may

LEARNER = Actor(user_id=1)
OWNER = Actor(user_id=2, owned_providers=frozenset({"works"}))
EDITOR = Actor(user_id=3, edited_providers=frozenset({"works"}))
CURATOR = Actor(user_id=4, regions=frozenset({"CZ08"}))
MODERATOR = Actor(user_id=5, moderator=True)
ADMINISTRATOR = Actor(user_id=6, administrator=True)


@pytest.mark.parametrize(
    ("actor", "act", "about", "allowed"),
    [
        (VISITOR, Act.SAVE_SEARCHES, {}, False),
        (LEARNER, Act.SAVE_SEARCHES, {}, True),
        (LEARNER, Act.SUBMIT_LISTINGS, {}, True),
        (LEARNER, Act.SUBMIT_LISTINGS, {"provider": "works"}, False),
        (EDITOR, Act.SUBMIT_LISTINGS, {"provider": "works"}, True),
        (EDITOR, Act.SUBMIT_LISTINGS, {"provider": "other"}, False),
        (EDITOR, Act.MANAGE_PROVIDER, {"provider": "works"}, False),
        (OWNER, Act.MANAGE_PROVIDER, {"provider": "works"}, True),
        (OWNER, Act.MANAGE_PROVIDER, {"provider": "other"}, False),
        (OWNER, Act.MANAGE_SOURCES, {"provider": "works"}, True),
        (OWNER, Act.MODERATE, {}, False),
        (CURATOR, Act.CURATE, {}, True),
        (CURATOR, Act.CURATE, {"region": "CZ08"}, True),
        (CURATOR, Act.CURATE, {"region": "CZ080"}, True),
        (CURATOR, Act.CURATE, {"region": "CZ"}, False),
        (CURATOR, Act.CURATE, {"region": "CZ07"}, False),
        (Actor(user_id=8, regions=frozenset({"GR"})), Act.CURATE, {"region": "EL30"}, True),
        (Actor(user_id=8, regions=frozenset({"EL"})), Act.CURATE, {"region": "GR"}, True),
        (Actor(user_id=8, regions=frozenset({"EL30"})), Act.CURATE, {"region": "GR"}, False),
        (LEARNER, Act.CURATE, {}, False),
        (MODERATOR, Act.MODERATE, {}, True),
        (MODERATOR, Act.MANAGE_PROVIDER, {"provider": "works"}, True),
        (MODERATOR, Act.ADMINISTER, {}, False),
        (ADMINISTRATOR, Act.ADMINISTER, {}, True),
    ],
)
def test_an_act_is_allowed_or_not(actor, act, about, allowed):
    assert may(actor, act, **about) is allowed


KEYS = st.frozensets(st.sampled_from(["a", "b", "c"]))
PEOPLE = st.builds(
    Actor,
    user_id=st.integers(1, 9),
    owned_providers=KEYS,
    edited_providers=KEYS,
    regions=st.frozensets(st.sampled_from(["CZ", "CZ08", "ES41"])),
)
SUBJECTS = st.fixed_dictionaries(
    {"provider": st.sampled_from([None, "a", "b"]), "region": st.sampled_from([None, "CZ0"])}
)


@given(act=st.sampled_from(Act), about=SUBJECTS)
def test_a_visitor_may_nothing_that_has_to_be_allowed(act, about):
    assert not may(VISITOR, act, **about)


@given(actor=PEOPLE, act=st.sampled_from(Act), about=SUBJECTS)
def test_an_administrator_may_whatever_anybody_may(actor, act, about):
    assert may(ADMINISTRATOR, act, **about) >= may(actor, act, **about)


@given(actor=PEOPLE)
def test_nobody_decides_over_others_work_by_belonging_to_providers_or_regions(actor):
    assert not may(actor, Act.MODERATE)
    assert not may(actor, Act.ADMINISTER)


@given(actor=PEOPLE)
def test_roles_say_what_a_person_holds(actor):
    assert (Role.CURATOR in actor.roles) == bool(actor.regions)
    assert Role.LEARNER in actor.roles
