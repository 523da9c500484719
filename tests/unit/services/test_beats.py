"""Workers give signs of life; when there were none, pages say so and administrators are written to."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalogue.domain.people.permissions import Role
from catalogue.models import Mail, WorkerBeat
from catalogue.models.columns import now
from catalogue.services.administering import heartbeats
from catalogue.services.administering.health import RUNNING, worker_state
from tests.functional.people import person
from tests.unit.services.test_claims import ended_process

LONG_AGO = now() - timedelta(hours=1)
ADDRESS = "https://courses.example"


@pytest.fixture(autouse=True)
def administrator(session):
    person(Role.ADMINISTRATOR)
    session.commit()


def past(session, minutes, **values):
    """Another worker's row, whose latest beat was so long ago."""
    moment = now() - timedelta(minutes=minutes)
    values = {"owner": "elsewhere:1", "started_at": moment, "beat_at": moment, **values}
    session.add(WorkerBeat(**values))
    session.commit()


def mails(session):
    return [mail.text for mail in session.scalars(select(Mail).order_by(Mail.id))]


def test_a_worker_lives_while_it_beats_and_no_longer(session):
    assert "no sign of life ever" in worker_state(session, LONG_AGO)
    heartbeats.record_worker_start(session, ADDRESS)
    assert worker_state(session, LONG_AGO) == RUNNING and heartbeats.worker_pulse(session).workers == 1
    heartbeats.record_worker_end(session)
    assert "no sign of life" in worker_state(session, LONG_AGO) and heartbeats.worker_pulse(session).deaths == 0


def test_a_catalogue_that_begins_misses_no_worker_before_one_could_have_begun(session, client, caplog, monkeypatch):
    past(session, 700)
    monkeypatch.setitem(client.application.config, "SERVED_SINCE", now())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["worker"], caplog.text) == (200, "starting", "")


def test_a_worker_that_stopped_beating_is_missed_but_pages_are_answered(session, client, monkeypatch):
    past(session, 12)
    monkeypatch.setitem(client.application.config, "SERVED_SINCE", LONG_AGO)
    answer = client.get("/readyz")
    assert answer.status_code == 200 and "no sign of life for 12 minutes" in answer.get_json()["worker"]
    figures = client.get("/metrics").get_data(as_text=True)
    assert "catalogue_workers 0.0" in figures and "catalogue_worker_silence_seconds 72" in figures


def test_who_comes_after_a_silence_tells_the_administrators_from_when_to_when(session):
    past(session, 90)
    heartbeats.record_worker_start(session, ADDRESS)
    (text,) = mails(session)
    assert f"{now() - timedelta(minutes=90):%Y-%m-%d %H:%M}" in text and ADDRESS in text


def test_nothing_is_told_of_a_worker_that_was_asked_to_end(session):
    past(session, 90, ended_at=now() - timedelta(minutes=90))
    heartbeats.record_worker_start(session, ADDRESS)
    assert mails(session) == []


def test_one_death_is_an_accident_and_three_are_told_once(session):
    for _ in range(6):
        past(session, 1, owner=f"{heartbeats.process_name().rpartition(':')[0]}:{ended_process()}")
        heartbeats.record_worker_start(session, ADDRESS)
        heartbeats.record_worker_end(session)
    assert heartbeats.worker_pulse(session).deaths == 6
    (text,) = mails(session)
    assert "3 times" in text


def test_a_worker_taken_for_dead_while_its_machine_slept_lives_again(session):
    heartbeats.record_worker_start(session, ADDRESS)
    row = session.scalars(select(WorkerBeat)).one()
    row.ended_at, row.died = now(), True
    session.commit()
    heartbeats.record_heartbeat(session)
    assert heartbeats.worker_pulse(session).workers == 1


def test_beats_go_on_after_the_clock_went_back(session):
    heartbeats.record_worker_start(session, ADDRESS)
    row = session.scalars(select(WorkerBeat)).one()
    row.beat_at = now() + timedelta(hours=1)
    session.commit()
    heartbeats.record_heartbeat(session)
    assert heartbeats.worker_pulse(session).workers == 1 and heartbeats.worker_pulse(session).silence < 60
