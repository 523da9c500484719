"""The clock goes back by an hour while the worker works: nothing waits for that hour to pass again.

The clock is the product's ``now`` (``shifted_worker``); what measures pauses within a process is not set by it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_migrate import upgrade
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.course.records import ProviderRecord
from catalogue.extensions import db
from catalogue.models import ImportRun, Mail, WorkerBeat
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import queue_mail
from catalogue.services.administering.heartbeats import SILENT_AFTER
from catalogue.services.courses.index_changes import note_change
from catalogue.services.database.claims import CLAIM_LEASE
from catalogue.services.search.indexing import count_waiting_changes
from catalogue.services.sources.registering import add_source
from tests.campaign.figures import Figures

JUMPS = 3
HOUR = timedelta(hours=1)
PATIENCE_SECONDS = 240.0
"""Far more than the minute in which the worker does each of its tasks, and far less than the hour."""


def run(share: float) -> Iterator[Figures]:
    """Set the clock back by an hour, as often as ``share`` says, at least once."""
    with TemporaryDirectory() as folder:
        clock, instance = Path(folder) / "clock", Path(folder) / "instance"
        clock.write_text("0")
        command = [sys.executable, "-m", "tests.campaign.shifted_worker", str(clock)]
        with create_app(Settings(instance=instance)).app_context():
            upgrade()
            environment = {**os.environ, "CATALOGUE_INSTANCE": str(instance)}
            worker = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            try:
                yield _jumps(clock, worker, db.session(), max(1, round(JUMPS * share)))
            finally:
                worker.terminate()
                worker.wait(timeout=120)
                db.session.remove()
                db.engine.dispose()


def _jumps(clock: Path, worker: subprocess.Popen[bytes], session: Session, jumps: int) -> Figures:
    stopped, lost = 0, _lost(session, "before")
    for jump in range(1, jumps + 1):
        clock.write_text(str(-jump * 3600))
        lost += _lost(session, f"after-{jump}", claimed=True)
        stopped += not _wait(session, lambda behind=jump * HOUR: _beats(session, now() - behind))
    return Figures(
        trial="clock an hour back", tried=3 * (jumps + 1), lost=lost, stopped=stopped + (worker.poll() is not None)
    )


def _beats(session: Session, moment: datetime) -> bool:
    """Whether one worker, and the same as ever, has given a sign of life by the clock as it is now."""
    latest = [abs(moment - beat) < SILENT_AFTER for beat in session.scalars(select(WorkerBeat.beat_at))]
    return latest == [True]


def _lost(session: Session, name: str, *, claimed: bool = False) -> int:
    """A mail, a note and a source as they were written an hour ahead of the clock, and which of them waits for it;
    ``claimed`` says that a process of another machine had taken mail and source and died."""
    mail = queue_mail(session, f"{name}@people.example", "Hello", "Text")
    source = add_source(
        session, address=f"https://{name}.invalid/", provider=ProviderRecord(name=name, key=name.replace("-", ""))
    )
    if claimed:
        for row in (mail, source):
            row.claimed_by, row.claimed_until = "elsewhere:1 x", now() + HOUR + CLAIM_LEASE
    note_change(session, [1])
    session.commit()
    number = source.id
    runs = select(func.count()).where(ImportRun.source_id == number, ImportRun.finished_at.is_not(None))
    sent = select(Mail.sent_at).where(Mail.id == mail.id)
    done: tuple[Callable[[], bool], ...] = (
        lambda: session.scalar(sent) is not None,
        lambda: not count_waiting_changes(session),
        lambda: bool(session.scalar(runs)),
    )
    return sum(not _wait(session, one) for one in done)


def _wait(session: Session, is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        session.rollback()
        if is_so():
            return True
        time.sleep(1)
    return False
