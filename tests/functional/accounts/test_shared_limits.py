"""Attempts are counted once for all processes and over restarts; without a place to count them, pages go on."""

import multiprocessing
import shutil
import stat
import time

import pytest

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.people.permissions import Role
from catalogue.extensions import limiter
from catalogue.web.guards import quotas_by_account
from catalogue.web.guards.limit_storage import SqliteStorage, address
from tests.browsing import FreshClient, quick_passwords
from tests.functional.people import person, post


@pytest.fixture
def instance(tmp_path, databases):
    databases.copy(tmp_path)
    return tmp_path


def started(instance):
    """A process that has just begun."""
    app = create_app(Settings(instance=instance, search_url="memory://"))
    app.test_client_class = FreshClient
    app.config.update(ALIKE_SECONDS=0, TRAP_SECONDS=0)
    quick_passwords(app)
    return app


def guesses(app, count):
    with app.app_context():
        client = app.test_client()
        return [
            post(client, "/account/sign-in", email="known@people.example", password="wrong").status_code
            for _ in range(count)
        ]


def test_whoever_has_guessed_too_often_has_so_for_every_process_and_after_a_restart(instance):
    assert guesses(started(instance), 3) == [200] * 3
    assert guesses(started(instance), 3) == [200, 200, 429]


def test_acts_of_an_account_are_counted_over_a_restart(instance, monkeypatch):
    monkeypatch.setattr(quotas_by_account, "QUOTAS", {"reports": "2 per hour"})
    told = []
    for _ in range(3):
        app = started(instance)
        with app.test_request_context("/"):
            told.append(quotas_by_account._count("reports"))
    assert told[:2] == [None, None]
    assert told[2] is not None


def count_many(path, times):
    storage = SqliteStorage(address(path))
    for _ in range(times):
        storage.incr("one key", 60)


def test_no_attempt_is_lost_between_processes_that_count_at_once(tmp_path):
    path = tmp_path / "limits.sqlite"
    storage = SqliteStorage(address(path))
    storage.incr("one key", 60)  # opened before the fork, as gunicorn does
    counting = [multiprocessing.get_context("fork").Process(target=count_many, args=(path, 200)) for _ in range(3)]
    for process in counting:
        process.start()
    for process in counting:
        process.join()
    assert storage.get("one key") == 601


def test_a_window_that_is_over_begins_anew_and_is_swept_away(tmp_path):
    storage = SqliteStorage(address(tmp_path / "limits.sqlite"))
    assert [storage.incr("one key", 0.05), storage.incr("one key", 0.05)] == [1, 2]
    time.sleep(0.06)
    assert storage.get("one key") == 0
    assert storage.incr("one key", 60) == 1
    assert storage.get_expiry("one key") > time.time() + 50
    storage.clear("one key")
    assert storage.get("one key") == 0
    assert storage.check()


def test_the_counts_are_for_the_catalogue_alone_to_read(tmp_path):
    SqliteStorage(address(tmp_path / "limits.sqlite")).incr("one key", 60)
    assert stat.S_IMODE((tmp_path / "limits.sqlite").stat().st_mode) == 0o600


def test_pages_go_on_and_limits_hold_while_the_storage_is_broken(instance):
    app = started(instance)
    for file in instance.glob("limits.sqlite*"):
        file.unlink()
    (instance / "limits.sqlite").mkdir()
    try:
        with app.app_context():
            person(Role.LEARNER, email="known@people.example")
        assert guesses(app, 6) == [200] * 5 + [429]
        with app.app_context():
            assert app.test_client().get("/api/v1/courses").status_code == 200
    finally:
        shutil.rmtree(instance / "limits.sqlite")
        limiter._storage_dead = False
