"""Which sources are given out to be read, and when."""

from datetime import timedelta

import pytest

from catalogue.domain.course.records import ProviderRecord
from catalogue.models import ImportRun
from catalogue.models.columns import now
from catalogue.services.sources.importing.locks import SourceBusy, close_dead_runs, locked_source
from catalogue.services.sources.importing.scheduling import after_run, claim_due
from catalogue.services.sources.registering import add_source


def add(session, key, address, **changed):
    source = add_source(session, address=address, provider=ProviderRecord(name=key, key=key))
    for name, value in changed.items():
        setattr(source, name, value)
    session.commit()
    return source


def test_sources_are_given_out_when_due_one_of_each_host(session):
    first = add(session, "a", "https://one.example/a")
    add(session, "b", "https://one.example/b")
    add(session, "c", "https://two.example/c")
    assert claim_due(session, 10) == ["a", "c"]
    assert claim_due(session, 10) == [], "its host is given out already"
    with after_run(session, first):
        pass
    assert claim_due(session, 10) == ["b"]
    assert claim_due(session, 10) == []


def test_a_source_that_was_planned_before_the_clock_went_back_is_due(session):
    add(session, "a", "https://one.example/a", every_hours=1, next_run_at=now() + timedelta(hours=2))
    assert claim_due(session, 10) == ["a"]


@pytest.mark.parametrize(
    "changed",
    [
        {"enabled": False},
        {"approval": "waiting"},
        {"approval": "refused"},
        {"next_run_at": now() + timedelta(hours=1)},
        {"next_run_at": now() + timedelta(days=10), "failures": 9},
    ],
)
def test_a_source_that_may_not_run_is_not_given_out(session, changed):
    add(session, "a", "https://one.example/a", **changed)
    assert claim_due(session, 10) == []


def test_a_host_that_is_being_read_has_to_wait(session, parts):
    one = add(session, "a", "https://one.example/a")
    other = add(session, "b", "https://www.one.example/b")
    session.add(ImportRun(source_id=one.id))
    session.commit()
    assert claim_due(session, 10) == []
    locks = parts.settings.instance / "locks"
    with (
        locked_source(session, locks, one),
        pytest.raises(SourceBusy, match=r"one\.example"),
        locked_source(session, locks, other),
    ):
        pass


def test_a_source_whose_run_died_is_due_at_once(session, parts):
    source = add(session, "a", "https://one.example/a", next_run_at=now() + timedelta(days=1))
    session.add(ImportRun(source_id=source.id))
    session.commit()
    assert close_dead_runs(session, parts.settings.instance / "locks") == 1
    assert claim_due(session, 10) == ["a"]
