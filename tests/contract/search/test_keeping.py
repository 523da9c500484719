"""Documents in, documents out."""

from __future__ import annotations

import pytest

from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes, RebuildRefused, SearchEngine, SearchRequest


def course(number: int, title: str = "Laser welding") -> CourseDocument:
    return CourseDocument(id=number, title=title)


def ids(engine: SearchEngine, text: str = "") -> set[int]:
    return {hit.id for hit in engine.search(SearchRequest(text=text, per_page=1000)).hits}


def test_an_empty_engine_answers(engine: SearchEngine) -> None:
    assert engine.search(SearchRequest(text="laser")).total == 0
    assert list(engine.fingerprints()) == []
    assert not engine.suggest("las", "en").courses
    assert not engine.suggest("las", "en").texts
    assert (engine.status().documents, list(engine.status().problems)) == (0, [])


def test_changes_are_searchable_on_return(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[course(1), course(2)]))
    engine.apply(Changes(upserts=[course(2, "Glueing")], deletions=[1]))

    assert (ids(engine), ids(engine, "laser"), ids(engine, "glueing")) == ({2}, set(), {2})
    assert set(engine.fingerprints()) == {2}
    assert engine.status().documents == 1


def test_removing_what_is_not_there_changes_nothing(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[course(1)]))
    engine.apply(Changes(deletions=[2]))
    engine.apply(Changes())

    assert ids(engine) == {1}


def test_the_last_of_several_versions_counts(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[course(1, "First"), course(1, "Second")]))

    assert (ids(engine, "first"), ids(engine, "second"), engine.search(SearchRequest()).total) == (set(), {1}, 1)


def test_many_small_changes_add_up(engine: SearchEngine) -> None:
    for number in range(40):
        engine.apply(Changes(upserts=[course(number % 30, f"Laser part {number}")], deletions=[(number + 7) % 30]))
    last = {number % 30: number for number in range(40)}
    for number in range(40):
        last = {key: value for key, value in last.items() if key != (number + 7) % 30 or value > number}

    assert ids(engine, "laser") == set(last) == set(engine.fingerprints())
    assert all(ids(engine, f"part {number}") == {key} for key, number in last.items())


def test_a_rebuild_replaces_everything(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[course(number) for number in range(10)]))

    assert engine.rebuild([course(number, "Glueing") for number in range(1, 11)]) == 10
    assert (ids(engine, "laser"), ids(engine, "glueing")) == (set(), set(range(1, 11)))


@pytest.mark.parametrize("after", [8, 12])
def test_a_rebuild_that_moves_the_count_by_more_than_a_tenth_is_refused(engine: SearchEngine, after: int) -> None:
    engine.rebuild([course(number) for number in range(10)])
    with pytest.raises(RebuildRefused) as refused:
        engine.rebuild([course(number, "Glueing") for number in range(after)])

    assert (refused.value.before, refused.value.after) == (10, after)
    assert ids(engine, "laser") == set(range(10))
    assert engine.rebuild([course(number, "Glueing") for number in range(after)], force=True) == after
    assert len(ids(engine, "glueing")) == after


def test_a_rebuild_whose_source_fails_changes_nothing(engine: SearchEngine) -> None:
    engine.rebuild([course(1)])

    def failing() -> object:
        yield course(2)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        engine.rebuild(failing(), force=True)  # type: ignore[arg-type]
    assert ids(engine) == {1}
    engine.apply(Changes(upserts=[course(3)]))
    assert ids(engine) == {1, 3}
