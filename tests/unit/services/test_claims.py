"""A row is worked on by one process at a time; one that dies, or a clock that goes back, holds nothing up."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.extensions import db
from catalogue.models import Mail
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import queue_mail, send_due_mails
from catalogue.services.database.claims import (
    CLAIM_LEASE,
    claim_rows,
    is_process_dead,
    process_name,
    release_claim,
    release_dead_claims,
)


def mails(session, count):
    for number in range(count):
        queue_mail(session, f"p{number}@people.example", "Hello", "Text")
    session.commit()


def ended_process():
    """The number of a process that has just ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_claimed_row_is_nobody_elses_until_it_is_released(session):
    mails(session, 2)
    (one,) = claim_rows(session, Mail)
    (other,) = claim_rows(session, Mail)
    assert one.id != other.id and not claim_rows(session, Mail)
    release_claim(one)
    session.commit()
    assert claim_rows(session, Mail) == [one]


def test_a_claim_ends_after_its_lease_and_when_the_clock_has_gone_back(session):
    mails(session, 1)
    assert claim_rows(session, Mail)
    assert not claim_rows(session, Mail, moment=now() + CLAIM_LEASE / 2)
    assert not claim_rows(session, Mail, moment=now() - timedelta(seconds=30)), "clocks of two machines differ a little"
    assert claim_rows(session, Mail, moment=now() - timedelta(hours=1))
    assert claim_rows(session, Mail, moment=now() + timedelta(minutes=1)), "that one was made an hour ago"


def test_what_a_dead_process_had_claimed_is_free_when_the_next_begins(session):
    mails(session, 3)
    host = process_name().rpartition(":")[0]
    dead, alive, elsewhere = f"{host}:{ended_process()}", f"{host}:{os.getppid()}", "another-machine:1"
    for mail, owner in zip(
        session.scalars(select(Mail).order_by(Mail.id)).all(), (dead, alive, elsewhere), strict=True
    ):
        mail.claimed_by, mail.claimed_until = f"{owner} x", now() + CLAIM_LEASE
    session.commit()
    assert [is_process_dead(owner) for owner in (dead, alive, elsewhere)] == [True, False, False]
    assert release_dead_claims(session) == 1
    assert [mail.id for mail in claim_rows(session, Mail, limit=3)] == [1]


def test_two_processes_that_claim_at_once_never_get_the_same_row(app, session):
    mails(session, 30)
    got, begin = [], threading.Barrier(3)

    def take():
        with Session(db.engine) as mine:
            begin.wait()
            while rows := claim_rows(mine, Mail, limit=2):
                got.extend(row.id for row in rows)

    engine = db.engine
    threads = [threading.Thread(target=lambda: app.app_context().__enter__() and take()) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == list(range(1, 31)) and engine is db.engine


def test_a_mail_goes_out_once_though_a_second_process_delivers_while_the_first_one_sends(session):
    mails(session, 4)
    sent = []

    def slow(message):
        sent.append(message["To"])
        with Session(db.engine) as second:
            send_due_mails(second, lambda other: sent.append(other["To"]), "c@localhost")

    assert send_due_mails(session, slow, "c@localhost") == 1
    assert sorted(sent) == [f"p{number}@people.example" for number in range(4)]


def test_a_mail_written_before_the_clock_went_back_goes_out_at_once(session):
    mails(session, 1)
    mail = session.scalars(select(Mail)).one()
    mail.due_at = now() + timedelta(hours=1)
    session.commit()
    assert send_due_mails(session, lambda message: None, "c@localhost") == 1


def test_a_mail_that_could_not_be_sent_waits_for_its_pause(session):
    mails(session, 1)

    def down(message):
        raise OSError("down")

    send_due_mails(session, down, "c@localhost")
    assert send_due_mails(session, lambda message: None, "c@localhost") == 0


def test_a_mail_that_nobody_can_write_does_not_keep_the_others_waiting(session):
    mails(session, 2)
    sent = []

    def to_plain_addresses(message):
        if message["To"].startswith("p0"):
            "ü".encode("ascii")  # as smtplib does with a server that knows no SMTPUTF8
        sent.append(message["To"])

    assert send_due_mails(session, to_plain_addresses, "c@localhost") == 1
    assert sent == ["p1@people.example"]
    assert "UnicodeEncodeError" in session.scalars(select(Mail.error).where(Mail.error != "")).one()
