"""The machine's clock goes back by an hour while the catalogue serves: nothing waits for that hour to pass again.

Needs Debian's ``libfaketime``, which is no dependency of anything else.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.course import ProviderRecord
from catalogue.extensions import db
from catalogue.models import ImportRun, Mail, WorkerBeat
from catalogue.models.columns import now
from catalogue.services.claims import LEASE
from catalogue.services.indexing import note_change, waiting
from catalogue.services.mailing import put
from catalogue.services.sources import add_source
from tests.campaign.figures import Figures
from tests.campaign.serving import serve

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
JUMPS = 3
HOUR = timedelta(hours=1)
PATIENCE_SECONDS = 240.0
"""Far more than the minute in which the worker does each of its tasks, and far less than the hour."""


def run(share: float) -> Iterator[Figures]:
    """Set the clock back by an hour, as often as ``share`` says, at least once."""
    if not LIBRARIES:
        yield Figures(trial="clock an hour back", tried=0, note="libfaketime is not installed")
        return
    with TemporaryDirectory() as folder:
        clock, instance = Path(folder) / "clock", Path(folder) / "instance"
        clock.write_text("+0")
        environment = {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        with serve(instance, environment) as (_, port), create_app(Settings(instance=instance)).app_context():
            yield _jumps(clock, port, db.session(), max(1, round(JUMPS * share)))
            db.session.remove()
            db.engine.dispose()


def _jumps(clock: Path, port: int, session: Session, jumps: int) -> Figures:
    stopped = not _wait(session, lambda: _worker(port) == "running")
    lost = _lost(session, "before")
    for jump in range(1, jumps + 1):
        clock.write_text(f"-{jump * 3600}")
        time.sleep(2)
        lost += _lost(session, f"after-{jump}", claimed=True)
        stopped += not _wait(session, lambda: _worker(port) == "running")
    begun = session.scalar(select(func.count()).select_from(WorkerBeat)) or 0
    return Figures(trial="clock an hour back", tried=3 * (jumps + 1), lost=lost, stopped=stopped + begun - 1)


def _lost(session: Session, name: str, *, claimed: bool = False) -> int:
    """A mail, a note and a source as they were written an hour ahead of the clock, and which of them waits for it;
    ``claimed`` says that a process of another machine had taken mail and source and died."""
    mail = put(session, f"{name}@people.example", "Hello", "Text")
    source = add_source(
        session, address=f"https://{name}.invalid/", provider=ProviderRecord(name=name, key=name.replace("-", ""))
    )
    if claimed:
        for row in (mail, source):
            row.claimed_by, row.claimed_until = "elsewhere:1 x", now() + HOUR + LEASE
    note_change(session, [1])
    session.commit()
    number = source.id
    runs = select(func.count()).where(ImportRun.source_id == number, ImportRun.finished_at.is_not(None))
    sent = select(Mail.sent_at).where(Mail.id == mail.id)
    done: tuple[Callable[[], bool], ...] = (
        lambda: session.scalar(sent) is not None,
        lambda: not waiting(session),
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


def _worker(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
        return str(json.load(answer)["worker"])
