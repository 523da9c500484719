"""Small rules of collections."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.search.collections import is_open, reordered, share_of_texts, text_for

TODAY = date(2027, 1, 15)


@given(st.lists(st.integers(), min_size=1, unique=True), st.data(), st.integers(-20, 20))
def test_moving_keeps_everything_and_the_order_of_the_others(order, data, step):
    moved = data.draw(st.sampled_from(order))
    after = reordered(order, moved, step)
    assert sorted(after) == sorted(order)
    assert [one for one in after if one != moved] == [one for one in order if one != moved]


def test_a_step_up_and_a_step_down_is_where_it_was():
    assert reordered(reordered([1, 2, 3], 2, -1), 2, 1) == [1, 2, 3]


@pytest.mark.parametrize(
    ("state", "begins", "ends", "public"),
    [
        ("published", None, None, True),
        ("published", date(2027, 1, 15), date(2027, 1, 15), True),
        ("published", date(2027, 1, 16), None, False),
        ("published", None, date(2027, 1, 14), False),
        ("draft", None, None, False),
        ("archived", None, None, False),
    ],
)
def test_a_collection_is_public_when_published_and_in_its_period(state, begins, ends, public):
    assert is_open(state, begins, ends, TODAY) is public


def test_a_text_falls_back_to_english_and_then_to_any():
    texts = {"cs": {"title": "Baterie"}, "es": {"title": "Baterías"}}
    assert text_for(texts, "title", ("es", "en")) == ("Baterías", "es")
    assert text_for(texts, "title", ("sv", "en")) == ("Baterie", "cs")
    assert text_for(texts, "introduction", ("sv",)) == ("", "")


def test_completeness_counts_what_is_there():
    assert share_of_texts({"cs": {"title": "x"}}, ("title", "introduction"), ("cs", "sv")) == {"cs": 0.5, "sv": 0.0}
