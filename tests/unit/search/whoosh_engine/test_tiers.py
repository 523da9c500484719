"""When small segments are merged."""

from __future__ import annotations

import pytest

from catalogue.search.whoosh_engine.segments.merge_policy import segments_to_merge


@pytest.mark.parametrize(
    ("sizes", "fresh", "merged"),
    [
        ([], 0, set()),
        ([100_000] * 20, 1, set()),
        ([100_000, *[1] * 7], 1, set()),
        ([100_000, *[1] * 8], 1, set(range(1, 9))),
        ([500] * 7 + [1] * 7, 1, set(range(14))),
        ([5_000] * 8, 1, set()),
        ([5_000] * 8, 5_000, set(range(8))),
    ],
)
def test_a_tier_is_merged_when_it_is_full_and_the_largest_never_for_an_edit(
    sizes: list[int], fresh: int, merged: set[int]
) -> None:
    assert segments_to_merge(sizes, fresh) == merged
