"""Which roles a person has, what each may do without naming a provider or region, and how regions are told apart."""

import pytest

from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, VISITOR, Act, Actor, Role, may

OWNER = Actor(user_id=2, owned_providers=frozenset({"works"}))
EDITOR = Actor(user_id=3, edited_providers=frozenset({"works"}))


def curator(*regions):
    return Actor(user_id=4, regions=frozenset(regions))


@pytest.mark.parametrize(
    ("actor", "roles"),
    [
        (VISITOR, set()),
        (Actor(user_id=0), {Role.LEARNER}),
        (OWNER, {Role.LEARNER, Role.PROVIDER_OWNER}),
        (EDITOR, {Role.LEARNER, Role.PROVIDER_EDITOR}),
        (curator("CZ08"), {Role.LEARNER, Role.CURATOR}),
        (Actor(user_id=5, moderator=True), {Role.LEARNER, Role.MODERATOR}),
        (Actor(user_id=6, administrator=True), {Role.LEARNER, Role.ADMINISTRATOR}),
    ],
)
def test_a_person_has_these_roles_and_no_other(actor, roles):
    assert actor.roles == roles


def test_those_who_decide_over_others_work_need_a_second_factor():
    assert {Role.MODERATOR, Role.ADMINISTRATOR} == SECOND_FACTOR_ROLES


def test_whoever_says_nothing_else_has_no_name_and_is_written_to_in_english():
    assert (Actor().name, Actor().locale) == ("", "en")


@pytest.mark.parametrize(("user_id", "known"), [(None, False), (0, True), (1, True)])
def test_whoever_has_a_number_is_known(user_id, known):
    assert Actor(user_id=user_id).signed_in is known


@pytest.mark.parametrize("act", [Act.MANAGE_PROVIDER, Act.MANAGE_SOURCES])
@pytest.mark.parametrize(("actor", "allowed"), [(OWNER, True), (EDITOR, False), (curator("CZ"), False)])
def test_an_owner_alone_manages_some_provider(actor, act, allowed):
    assert may(actor, act) is allowed


def test_an_owner_submits_listings_of_the_own_provider_and_of_no_other():
    assert may(OWNER, Act.SUBMIT_LISTINGS, provider="works")
    assert not may(OWNER, Act.SUBMIT_LISTINGS, provider="other")


@pytest.mark.parametrize(
    ("held", "region", "allowed"),
    [
        ("GR30", "EL30", True),
        ("GR30", "EL301", True),
        ("GR30", "EL41", False),
        ("GB", "UKI3", True),
        ("UKI", "GBI3", True),
        ("GB", "EL30", False),
        ("CZ08", "DE08", False),
        ("CZ08", "EL08", False),
    ],
)
def test_a_region_is_the_same_however_its_country_is_written_and_no_other_countrys(held, region, allowed):
    assert may(curator(held), Act.CURATE, region=region) is allowed


def test_one_of_several_regions_is_enough():
    assert may(curator("CZ08", "ES41"), Act.CURATE, region="ES412")
