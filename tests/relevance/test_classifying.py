"""Skill areas told from words, on courses that nothing was tuned on."""

import pytest

from catalogue.search.universal_encoder import universal_encoder
from catalogue.services.learning.skills.classify_by_meaning import MeaningClassifier
from catalogue.taxonomy.skill_areas import skill_areas
from tests.relevance.classifying import tally

FLOOR = 0.8


@pytest.fixture(scope="module")
def counted():
    return tally()


def test_courses_are_found_under_the_areas_a_person_gave_them(counted):
    assert counted.courses >= 150
    assert counted.macro_f1 >= FLOOR


def test_every_area_is_judged_and_none_is_found_only_by_luck(counted):
    for root in skill_areas().roots():
        assert counted.right[root.key] + counted.missed[root.key] >= 4, root.key
        assert counted.f1(root.key) >= 0.55, root.key


def test_meaning_tells_more_courses_and_none_wrongly(counted):
    encoder = universal_encoder()
    if encoder is None:
        pytest.skip("the semantic extra is not installed")
    both = tally(MeaningClassifier(encoder))
    assert both.macro_f1 >= counted.macro_f1 + 0.03
    assert both.wrong == counted.wrong
