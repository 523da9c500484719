"""The mail server is slow, refuses, hangs up or is dead, and senders are killed: no mail is lost, none goes out twice.

A sender that dies between the server's taking a mail and our noting it sends that one again (``services.mailing``), so
at most one mail a kill may be doubled.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_migrate import upgrade
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import Mail
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import queue_mail
from tests.campaign.figures import Figures
from tests.campaign.smtp_server import MailServer, mail_server

MAILS = 200
SENDERS = 3
KILLS = 40
SLOW_SECONDS = 0.5
LONGEST_SECONDS = 900.0


def run(share: float) -> Iterator[Figures]:
    """Send through each kind of trouble, with several senders at once."""
    mails = max(6, round(MAILS * share))
    troubles: dict[str, Callable[[MailServer], None]] = {
        "slow": lambda server: setattr(server, "seconds", SLOW_SECONDS),
        "refusing": lambda server: setattr(server, "refusing", True),
        "hanging up": lambda server: setattr(server, "hanging_up", True),
    }
    for name, trouble in troubles.items():
        with _instance() as (instance, session), mail_server() as server:
            trouble(server)
            yield _settled(f"mail server {name}", instance, session, server, mails)
    with _instance() as (instance, session), mail_server() as server:
        yield _settled("mail server dead", instance, session, server, mails, first="smtp://127.0.0.1:9")
    with _instance() as (instance, session), mail_server() as server:
        yield _killed(instance, session, server, mails, max(1, round(KILLS * share)))


@contextmanager
def _instance() -> Iterator[tuple[Path, Session]]:
    with TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        with create_app(Settings(instance=instance)).app_context():
            upgrade()
            yield instance, db.session()
            db.session.remove()
            db.engine.dispose()


def _settled(trial: str, instance: Path, session: Session, server: MailServer, mails: int, first: str = "") -> Figures:
    """Several senders while there is trouble, and again when it is over and the pauses have passed."""
    _write(session, mails)
    stopped = _wait([_sender(instance, first or server.address) for _ in range(SENDERS)])
    server.seconds, server.refusing, server.hanging_up = 0.0, False, False
    _let_pauses_pass(session)
    stopped += _wait([_sender(instance, server.address) for _ in range(SENDERS)])
    return _figures(trial, session, server, mails, stopped, allowed=0)


def _killed(instance: Path, session: Session, server: MailServer, mails: int, kills: int) -> Figures:
    """Senders that are killed in the middle of a slow server's conversations."""
    chance = random.Random(20261130)
    server.seconds = 0.05
    _write(session, mails)
    for _ in range(kills):
        before = sum(server.taken.values())
        sender = _sender(instance, server.address)
        until = time.monotonic() + LONGEST_SECONDS
        while sum(server.taken.values()) == before and sender.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))
        sender.kill()
        sender.wait()
    stopped = _wait([_sender(instance, server.address)])
    return _figures("senders killed", session, server, mails, stopped, allowed=kills)


def _write(session: Session, mails: int) -> None:
    for number in range(mails):
        queue_mail(session, f"p{number}@people.example", "Hello", "Text")
    session.commit()


def _let_pauses_pass(session: Session) -> None:
    session.execute(update(Mail).where(Mail.due_at.is_not(None)).values(due_at=now()))
    session.commit()


def _sender(instance: Path, address: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.campaign.delivering", str(instance), address]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def _wait(senders: list[subprocess.Popen[bytes]]) -> int:
    """How many did not end well by themselves."""
    return sum(sender.wait(timeout=LONGEST_SECONDS) != 0 for sender in senders)


def _figures(trial: str, session: Session, server: MailServer, mails: int, stopped: int, allowed: int) -> Figures:
    missing = mails - len(server.taken)
    doubled = sum(times - 1 for times in server.taken.values())
    waiting = session.scalar(select(func.count()).select_from(Mail).where(Mail.sent_at.is_(None))) or 0
    return Figures(
        trial=trial,
        tried=mails,
        lost=missing + waiting + max(0, doubled - allowed),
        stopped=stopped,
        note=f"doubled {doubled}{f' by {allowed} kills' if allowed else ''}",
    )
