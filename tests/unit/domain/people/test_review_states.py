"""Differences between texts tell both of them, whatever they say."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.people.review_states import missing_fields, word_differences

TEXTS = st.text(alphabet="ab čŘ.\n-", max_size=40)


@given(TEXTS, TEXTS)
def test_kept_and_gone_are_the_old_text_and_kept_and_new_the_new_one(before, after):
    pieces = word_differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_only_the_words_that_changed_are_marked():
    assert [piece.text for piece in word_differences("for beginners", "for all") if piece.kind != "kept"] == [
        "beginners",
        "all",
    ]


def test_what_is_missing_is_named_in_the_order_of_the_form():
    assert missing_fields({"title": "x", "skill_areas": []}) == ["url", "language", "skill_areas"]
