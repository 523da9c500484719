"""What is kept is made once for a state, and never outlives it."""

from itertools import count

from catalogue.domain.search.versioned_cache import VersionedCache


def test_a_value_is_made_once_for_each_state():
    kept, made = VersionedCache(), count()
    asked = [kept.get("matrix", state, lambda: next(made)) for state in ("May", "May", "June", "June", "May")]
    assert asked == [0, 0, 1, 1, 2]


def test_each_key_has_its_own_value_and_the_longest_unused_gives_way():
    kept, made = VersionedCache(most=2), []

    def get(key):
        return kept.get(key, 1, lambda: made.append(key) or key)

    assert [get(key) for key in ("a", "b", "a", "c", "a", "b")] == ["a", "b", "a", "c", "a", "b"]
    assert made == ["a", "b", "c", "b"]


def test_what_could_not_be_made_is_tried_again():
    kept = VersionedCache()
    for _time in range(2):
        try:
            kept.get("matrix", 1, lambda: 1 // 0)
        except ZeroDivisionError:
            continue
    assert kept.get("matrix", 1, lambda: "made") == "made"
