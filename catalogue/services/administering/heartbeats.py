"""Heartbeats of the workers, and mail to the administrators when they stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Role
from catalogue.models import GrantedRole, User, WorkerBeat
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.database.claims import is_process_dead, process_name

SILENT_AFTER = timedelta(minutes=5)
"""A worker has a heartbeat every minute; after so long without one, it is taken for dead."""
DEATHS_COUNTED_FOR = timedelta(days=1)
MIN_DEATHS_TO_MAIL = 3
"""So many within ``DEATHS_COUNTED_FOR`` are no accident."""
PAUSE_BETWEEN_MAILS = timedelta(hours=6)
"""How long no other mail is sent after one."""
BEATS_STORED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WorkerPulse:
    """How many workers live, how long the latest beat is ago, and how many workers died within a day.

    ``silence`` is in seconds, None if there never was a beat.
    """

    workers: int
    silence: float | None
    deaths: int


def worker_pulse(session: Session) -> WorkerPulse:
    """Return how the workers do, by their beats."""
    moment = now()
    living = select(func.count()).where(WorkerBeat.ended_at.is_(None), ~_is_silent(moment))
    latest = session.scalar(select(func.max(WorkerBeat.beat_at)))
    return WorkerPulse(
        workers=session.scalar(living) or 0,
        silence=abs((moment - latest).total_seconds()) if latest else None,
        deaths=len(_deaths(session, moment)),
    )


def record_worker_start(session: Session, address: str) -> None:
    """Store that this process is a worker from now on, and mail the administrators if there was none or several died.

    Commits. ``address`` is where the catalogue's pages are.
    """
    moment = now()
    previous = session.scalar(select(WorkerBeat).order_by(WorkerBeat.beat_at.desc()).limit(1))
    _close_dead(session, moment, own=True)
    was_silent = previous is not None and previous.died and moment - previous.beat_at > SILENT_AFTER
    _notify_administrators(session, moment, previous.beat_at if previous is not None and was_silent else None, address)
    session.execute(delete(WorkerBeat).where(WorkerBeat.ended_at < moment - BEATS_STORED_FOR))
    session.add(WorkerBeat(owner=process_name(), started_at=moment, beat_at=moment))
    session.commit()


def record_heartbeat(session: Session) -> None:
    """Store a heartbeat of this process, and mark other workers that are dead. Commits."""
    moment = now()
    alive = update(WorkerBeat).where(WorkerBeat.owner == process_name(), WorkerBeat.ended_at.is_(None))
    if not session.execute(alive.values(beat_at=moment)).rowcount:  # type: ignore[attr-defined]
        session.add(
            WorkerBeat(owner=process_name(), started_at=moment, beat_at=moment)
        )  # another worker had taken this one for dead
    _close_dead(session, moment, own=False)
    session.commit()


def record_worker_end(session: Session) -> None:
    """Store that this process ended because it was asked to. Commits."""
    mine = update(WorkerBeat).where(WorkerBeat.owner == process_name(), WorkerBeat.ended_at.is_(None))
    session.execute(mine.values(ended_at=now()))
    session.commit()


def _close_dead(session: Session, moment: datetime, *, own: bool) -> None:
    """Close the rows of the dead; ``own`` says that the number of this process was another's until now."""
    session.flush()
    for row in session.scalars(select(WorkerBeat).where(WorkerBeat.ended_at.is_(None))).all():
        is_own = row.owner == process_name()
        silent = abs(moment - row.beat_at) > SILENT_AFTER
        if (is_own and own) or (not is_own and (is_process_dead(row.owner) or silent)):
            row.ended_at = moment
            row.died = True


def _is_silent(moment: datetime) -> ColumnElement[bool]:
    """Return the condition of a missing beat.

    A beat ahead of the clock counts as missing too: the clock was set back, and the next beat mends that.
    """
    return or_(WorkerBeat.beat_at < moment - SILENT_AFTER, WorkerBeat.beat_at > moment + SILENT_AFTER)


def _deaths(session: Session, moment: datetime) -> Sequence[WorkerBeat]:
    died = select(WorkerBeat).where(WorkerBeat.died, WorkerBeat.ended_at > moment - DEATHS_COUNTED_FOR)
    return session.scalars(died).all()


def _notify_administrators(session: Session, moment: datetime, silent_since: datetime | None, address: str) -> None:
    deaths = _deaths(session, moment)
    unreported = [row for row in deaths if not row.told]
    reported_lately = any(row.told and row.ended_at and row.ended_at > moment - PAUSE_BETWEEN_MAILS for row in deaths)
    if reported_lately or not (silent_since or len(unreported) >= MIN_DEATHS_TO_MAIL):
        return
    for row in unreported:
        row.told = True
    context = {"since": silent_since, "until": moment, "deaths": len(deaths), "address": address}
    for person in _administrators(session):
        write_mail(session, person.email, "worker", person.locale, **context)


def _administrators(session: Session) -> Sequence[User]:
    """Return the administrators, or the moderators where there are none."""
    for role in (Role.ADMINISTRATOR, Role.MODERATOR):
        holders = select(User).where(User.active, User.roles.any(GrantedRole.name == role.value)).order_by(User.id)
        if found := session.scalars(holders).all():
            return found
    return ()
