"""Two ``catalogue serve`` on one instance, with imports, edits, mails and readers: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import Course, Mail, WorkerBeat
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.mailing import queue_mail
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.index_check import check_index
from catalogue.services.search.indexing import bring_index_up_to_date, count_waiting_changes
from tests.campaign.figures import Figures
from tests.campaign.serving import serve, status
from tests.campaign.smtp_server import MailServer, mail_server

SECONDS = 600.0
COURSES = 60
LONGEST_SETTLING_SECONDS = 240.0
PAGES = ("/courses?q=laser", "/api/v1/courses?q=laser", "/", "/indicators")


def run(share: float) -> Iterator[Figures]:
    """For ten minutes times ``share``, at least a quarter of one."""
    with TemporaryDirectory() as folder, mail_server() as server:
        instance = Path(folder) / "instance"
        server.seconds = 0.2
        with (
            serve(instance, {"CATALOGUE_MAIL_URL": server.address}) as (_, one),
            serve(instance, {"CATALOGUE_MAIL_URL": server.address}) as (_, other),
            create_app(Settings(instance=instance)).app_context(),
        ):
            yield from _busy(instance, server, (one, other), max(15.0, SECONDS * share))
            db.session.remove()
            db.engine.dispose()


def _busy(instance: Path, server: MailServer, ports: tuple[int, int], seconds: float) -> Iterator[Figures]:
    from flask import current_app

    engine, session, over = current_app.extensions["catalogue"].engine, db.session(), Event()
    bad: list[tuple[str, int]] = []
    readers = [Thread(target=_read, args=(port, over, bad), daemon=True) for port in ports]
    for reader in readers:
        reader.start()
    work = _Work(instance, session, engine)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        work.do_one()
    over.set()
    for reader in readers:
        reader.join()
    lost = work.settle(server)
    workers = session.scalar(select(func.count()).where(WorkerBeat.ended_at.is_(None))) or 0
    note = f"{work.mails} mails, {work.imports} imports, {work.edits} edits, {workers} worker"
    yield Figures(trial="two serves", tried=work.tried, lost=lost, stopped=len(bad) + (workers != 1), note=note)


class _Work:
    """Imports by the command, edits and mails by the services, one after the other."""

    def __init__(self, instance: Path, session: Session, engine: SearchEngine) -> None:
        self.instance, self.session, self.engine = instance, session, engine
        self.imports = self.edits = self.mails = 0
        self.titles: dict[str, str] = {}
        self.chance = random.Random(20261130)

    @property
    def tried(self) -> int:
        """All that was asked for."""
        return self.imports + self.edits + self.mails

    def do_one(self) -> None:
        """Whatever chance says."""
        if self.imports == 0 or self.chance.random() < 0.02:
            self._import()
        elif self.chance.random() < 0.3:
            queue_mail(self.session, f"p{self.mails}@people.example", "Hello", "Text")
            self.session.commit()
            self.mails += 1
        else:
            self._edit()
        time.sleep(0.05)

    def _import(self) -> None:
        self.imports += 1
        self.titles = {f"https://a.example/{n}": f"Laser{self.imports}x{n}" for n in range(COURSES)}
        sheet = self.instance.parent / "courses.csv"
        sheet.write_text("title;url\n" + "".join(f"{title};{url}\n" for url, title in self.titles.items()), "utf-8")
        command = [sys.executable, "-m", "catalogue", "import", str(sheet), "--provider", "academy"]
        environment = {"CATALOGUE_INSTANCE": str(self.instance), "PATH": "/usr/bin:/bin"}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
        self.session.expire_all()

    def _edit(self) -> None:
        self.edits += 1
        url = self.chance.choice(list(self.titles))
        course = self.session.scalars(select(Course).where(Course.url == url)).one()
        course.title = self.titles[url] = f"Edit{self.edits}x"
        note_change(self.session, [course.id])
        self.session.commit()
        if self.chance.random() < 0.5:
            bring_index_up_to_date(self.session, self.engine)  # else it is the worker's

    def settle(self, server: MailServer) -> int:
        """Wait until the worker has done what is left; what is lost or doubled then."""
        until = time.monotonic() + LONGEST_SETTLING_SECONDS
        unsent = select(func.count()).select_from(Mail).where(Mail.sent_at.is_(None))
        while time.monotonic() < until and (count_waiting_changes(self.session) or self.session.scalar(unsent)):
            self.session.rollback()
            time.sleep(1)
        kept = dict(self.session.execute(select(Course.url, Course.title).where(Course.status == "published")).all())
        wrong = sum(kept.get(url) != title for url, title in self.titles.items()) + abs(len(kept) - len(self.titles))
        mails = abs(self.mails - len(server.taken)) + sum(times - 1 for times in server.taken.values())
        return wrong + mails + count_waiting_changes(self.session) + (not check_index(self.session, self.engine).sound)


def _read(port: int, over: Event, bad: list[tuple[str, int]]) -> None:
    """Readers see no error, whatever else is going on."""
    while not over.is_set():
        for page in PAGES:
            if (found := status(port, page)) != 200:
                bad.append((page, found))
        time.sleep(0.2)
