"""Writing mails into the outbox, and sending what waits there."""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.text.characters import well_formed
from catalogue.models import Mail, User
from catalogue.models.columns import now
from catalogue.services.accounts import mail_texts
from catalogue.services.database.claims import CLOCK_TOLERANCE, claim_rows, release_claim

logger = logging.getLogger(__name__)

Send = Callable[[EmailMessage], None]
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
MAILS_PER_RUN = 100
SMTP_TIMEOUT_SECONDS = 20
LINE_BREAKS = re.compile(r"[\r\n]+")


def write_mail(session: Session, to: str, template: str, locale: str, **values: object) -> Mail:
    """Put a mail into the outbox, in the caller's transaction, and return it.

    ``template`` names ``templates/mail/<template>.txt``, whose first line is the subject.
    """
    return queue_mail(session, to, *mail_texts.write(template, locale, **values))


def commit_written(session: Session) -> None:
    """Let mails go that were put into the outbox, with whatever else this session holds."""
    session.commit()


def queue_mail(session: Session, to: str, subject: str, text: str) -> Mail:
    """Put a mail that is already written into the outbox, in the caller's transaction, and return it."""
    mail = Mail(
        recipient=_one_line(to), subject=_one_line(subject)[:500], text=well_formed(text).strip() + "\n", headers={}
    )
    session.add(mail)
    return mail


def send_due_mails(session: Session, send: Send, sender: str, go_on: Callable[[], bool] = lambda: True) -> int:
    """Send what is due and return how many went out; what fails is tried again after pauses that double.

    No further mail is begun once ``go_on`` returns False. Each is claimed, sent, and marked as sent: several processes
    send it once. Only if a process dies between the last two, or its database fails there, is it sent again, as SMTP
    cannot be asked whether a message was taken (RFC 5321 section 4.5.4.1 has the sender retry).
    """
    sent = 0
    for _ in range(MAILS_PER_RUN):
        due = claim_rows(session, Mail, is_due(now()), oldest=Mail.due_at) if go_on() else ()
        for mail in due:
            sent += _deliver_one(mail, send, sender)
            if mail.due_at is None and not _has_account(session, mail.recipient):
                mail.recipient = ""  # belongs to no account, and has served its purpose
            release_claim(mail)
            session.commit()
        if not due:
            break
    return sent


def is_due(moment: datetime) -> ColumnElement[bool]:
    """Return the condition that a mail's time has come.

    A mail that waits for longer than its pause is not due: the clock went back since.
    """
    pauses = {attempts: _pause(attempts) for attempts in range(MAX_ATTEMPTS)}
    over = [and_(Mail.attempts == count, Mail.due_at > moment + pause) for count, pause in pauses.items()]
    return or_(Mail.due_at <= moment, *over)


def count_waiting_mails(session: Session) -> int:
    """Return how many mails wait to be sent."""
    return session.scalar(select(func.count()).select_from(Mail).where(Mail.due_at.is_not(None))) or 0


def _pause(attempts: int) -> timedelta:
    """Return how long a mail waits after so many attempts."""
    return FIRST_PAUSE * 2 ** (attempts - 1) if attempts else CLOCK_TOLERANCE


def has_failed_mails(session: Session) -> bool:
    """Say whether a mail waits that could not be sent: the server does not answer, and new ones will wait too."""
    return session.scalar(select(Mail.id).where(Mail.due_at.is_not(None), Mail.error != "").limit(1)) is not None


def mail_transport(address: str, folder: Path) -> Send:
    """Return how mails leave: ``smtp://user:password@host:port`` (with STARTTLS where offered), ``smtps://…``, or
    files."""
    parts = urlsplit(address)
    if parts.scheme in ("smtp", "smtps"):
        return lambda message: _by_smtp(message, address)
    return lambda message: _to_file(message, folder)


def _has_account(session: Session, email: str) -> bool:
    return session.scalar(select(User.id).where(User.email == email)) is not None


def _deliver_one(mail: Mail, send: Send, sender: str) -> bool:
    mail.attempts += 1
    try:
        send(_message(mail, sender))
    except Exception as error:  # whatever is wrong with one mail or its way must not keep the next ones waiting
        mail.error = f"{type(error).__name__}: {error}"
        mail.due_at = now() + _pause(mail.attempts) if mail.attempts < MAX_ATTEMPTS else None
        logger.warning("mail %s could not be sent (attempt %s): %s", mail.id, mail.attempts, type(error).__name__)
        return False
    mail.sent_at = now()
    mail.due_at = None
    mail.text = ""
    mail.error = ""
    return True


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("<>") or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = _one_line(value)
    message.set_content(mail.text)
    return message


def _by_smtp(message: EmailMessage, address: str) -> None:
    parts = urlsplit(address)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "localhost", parts.port or 0, timeout=SMTP_TIMEOUT_SECONDS) as server:
        if parts.scheme == "smtp":
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _to_file(message: EmailMessage, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = re.sub(r"[^\w.-]+", "-", str(message["Message-ID"])).strip("-")
    (folder / f"{name}.eml").write_bytes(message.as_bytes())


def _one_line(text: str) -> str:
    """Return the text on one line: a break would begin a header of the sender's choosing (RFC 5322 section 2.2)."""
    return LINE_BREAKS.sub(" ", well_formed(text)).strip()
