"""The importing process is killed at any moment: the catalogue stays sound, and the next run reaches the same end."""

import csv
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from catalogue.extensions import db
from catalogue.models import Course, CourseInstance, ImportRun
from catalogue.services.search.index_check import check_index
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.locks import close_dead_runs

COURSES = int(os.environ.get("CATALOGUE_TEST_COURSES", "150"))
LONGEST = 60.0
RUNNING = "SELECT 1 FROM import_run WHERE status = 'running'"
HEADERS = ("id", "title", "url", "description", "language", "start_date")


@pytest.fixture
def feed(tmp_path):
    """Writes a feed whose courses all differ from those of another edition."""

    def write(edition):
        path = tmp_path / "feed.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADERS)
            for number in range(COURSES):
                url = f"https://academy.example/{number}"
                title = f"Cell course {number}, edition {edition}"
                writer.writerow([number, title, url, "From electrode to pack.", "en", "2030-05-04"])
        return path

    return write


def state():
    """What the catalogue holds, without what differs from run to run."""
    rows = db.session.execute(select(Course.external_id, Course.title, Course.status).order_by(Course.external_id))
    return [tuple(row) for row in rows]


def import_and_kill(instance, path, after):
    """Kill an import ``after`` seconds after its run is on record; how long the run took, None if it was killed."""
    environment = {**os.environ, "CATALOGUE_INSTANCE": str(instance)}
    program = [sys.executable, "-m", "tests.contract.importing.command_process"]
    command = [*program, "import", str(path), "--provider", "academy"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with sqlite3.connect(instance / "catalogue.sqlite") as database:
        while process.poll() is None and not database.execute(RUNNING).fetchone():
            time.sleep(0.005)
    began = time.monotonic()
    try:
        process.wait(timeout=after)
        return time.monotonic() - began
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return None


def test_killed_at_any_moment_the_catalogue_is_sound_and_the_next_run_completes_it(
    app, parts, importing, session, feed, kills
):
    chance = random.Random(20261123)
    importing.path(feed(0), provider="academy")
    whole = import_and_kill(parts.settings.instance, feed(1), LONGEST) if kills > 1 else 0.0
    moments = [0.0, *(chance.uniform(0.0, whole) for _ in range(1, kills))]
    interrupted = 0
    for edition, moment in enumerate(moments, 2):
        db.session.remove()
        interrupted += import_and_kill(parts.settings.instance, feed(edition), moment) is None
        close_dead_runs(db.session(), parts.settings.instance / "locks")
        bring_index_up_to_date(db.session(), parts.engine)
        assert not session.scalar(select(func.count()).select_from(ImportRun).where(ImportRun.status == "running"))
        assert len({identity for identity, _, _ in state()}) == len(state()) == COURSES
        assert session.scalar(select(func.count()).select_from(CourseInstance)) == COURSES
        assert check_index(db.session(), parts.engine).sound
    assert interrupted, "none of the kills came before the end of its run"
    db.session.remove()
    report = importing.path(feed(2 + kills), provider="academy")
    assert report.counts()["created"] == report.counts()["withdrawn"] == 0
    assert {title.split(", ")[1] for _, title, _ in state()} == {f"edition {2 + kills}"}
    assert check_index(db.session(), parts.engine).sound
