"""The worker is killed in the middle of harvesting a site: nothing is torn, and it goes on where it was."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

from sqlalchemy import func, select

from catalogue.domain.course.records import ProviderRecord
from catalogue.extensions import db
from catalogue.models import Course, CourseInstance, ImportRun, Source, SourcePage
from catalogue.services.search.index_check import check_index
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.importing.locks import close_dead_runs
from catalogue.services.sources.registering import add_source
from tests.contract.importing.misbehaving_sites import BASE, HOST, course, page, serving, sitemap

PAGES = int(os.environ.get("CATALOGUE_TEST_COURSES", "40"))
LONGEST = 120.0
LATEST = "SELECT id, status FROM import_run ORDER BY id DESC LIMIT 1"


class Site:
    """A sitemap of pages with a course each, whose titles name the edition."""

    edition = 0

    def __call__(self, path):
        if path == "/":
            return sitemap([f"/c{number}" for number in range(PAGES)])
        return page(course(f"Cell course {path[2:]}, edition {self.edition}", path))


def harvest_and_kill(instance, routes, is_time):
    """Let the worker harvest until ``is_time``, then kill it; whether its run came to its end before."""
    with sqlite3.connect(instance / "catalogue.sqlite") as database:
        before = (database.execute(LATEST).fetchone() or (0, ""))[0]
        command = [
            sys.executable,
            "-m",
            "tests.contract.importing.worker_process",
            HOST,
            str(routes[HOST][1]),
            "academy",
        ]
        process = subprocess.Popen(
            command, env={**os.environ, "CATALOGUE_INSTANCE": str(instance)}, stderr=subprocess.DEVNULL
        )
        try:
            while (found := database.execute(LATEST).fetchone() or (0, ""))[0] == before:
                assert process.poll() is None
                time.sleep(0.01)
            began = time.monotonic()
            while found[1] == "running" and time.monotonic() - began < LONGEST and not is_time():
                time.sleep(0.01)
                found = database.execute(LATEST).fetchone()
            return found[1] == "done"
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


def test_a_worker_killed_at_any_moment_leaves_all_sound_and_goes_on_where_it_was(app, parts, session, kills):
    chance, site = random.Random(20261128), Site()
    source = add_source(session, address=f"{BASE}/", provider=ProviderRecord(name="Academy", key="academy"))
    source.politeness = {"pace": 0.001}
    session.commit()
    number = source.id
    with serving(site) as (routes, asked):

        def harvest(pages=None):
            """Whether the run was whole; it is killed once so many pages were asked for."""
            db.session.remove()
            asked.clear()
            return harvest_and_kill(parts.settings.instance, routes, lambda: pages is not None and len(asked) >= pages)

        def harvest_here():
            """A whole run without the worker, which takes seconds to start."""
            again = db.session.get(Source, number)
            ImportService(session=db.session(), engine=parts.engine, settings=parts.settings, routes=routes).source(
                again
            )

        harvest_here()
        assert len(asked) >= PAGES
        interrupted = 0
        for site.edition in range(1, kills + 1):
            interrupted += not harvest(chance.randrange(PAGES // 2 if kills == 1 else 0, PAGES - 5))
            close_dead_runs(db.session(), parts.settings.instance / "locks")
            bring_index_up_to_date(db.session(), parts.engine)
            courses = session.scalars(select(Course.url).where(Course.status == "published")).all()
            assert len(courses) == len(set(courses)) == PAGES
            assert not session.scalar(select(func.count()).select_from(CourseInstance))
            assert not session.scalar(select(func.count()).select_from(ImportRun).where(ImportRun.status == "running"))
            assert check_index(db.session(), parts.engine).sound
        assert interrupted, "none of the kills came before the end of its run"
        last = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(1)).one()
        courses_kept = (
            SourcePage.read_at >= last.started_at,
            SourcePage.mark != "",
        )  # not the list, which is read again
        died, kept = last.status == "dead", select(func.count()).where(*courses_kept)
        read = session.scalar(kept) if died else 0
        assert read or kills > 1, "nothing was kept of a run that had asked for half of its pages"
        assert harvest()
        skipped = session.scalar(select(ImportRun.pages_skipped).order_by(ImportRun.id.desc()).limit(1))
        assert skipped >= read, "it began anew"  # the pages asked for would not tell: links are checked meanwhile
        harvest_here()
    titles = session.scalars(select(Course.title)).all()
    assert {title.split(", ")[1] for title in titles} == {f"edition {site.edition}"} and len(titles) == PAGES
    assert check_index(db.session(), parts.engine).sound
