"""Claims: a row is worked on by one process at a time, and a process that dies gives up what it had claimed.

A claim is written before the work and withdrawn in the transaction that keeps its outcome, so work that only changes
the database is done exactly once. A process that dies in between leaves a claim that ends by itself after its lease, or
as soon as a worker starts on the same machine.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalogue.extensions import Model
from catalogue.models.administering.claim import Claimable
from catalogue.models.columns import now

CLAIM_LEASE = timedelta(minutes=10)
"""How long a row stays claimed if its process never releases it; longer than the work on any row takes."""
CLOCK_TOLERANCE = timedelta(minutes=1)
"""By how much the clocks of two machines may differ."""
Row = TypeVar("Row", bound=Claimable)


def process_name() -> str:
    """Return ``host:pid`` of this process."""
    return f"{platform.node()}:{os.getpid()}"


def is_process_dead(owner: str) -> bool:
    """Say whether ``owner`` (``host:pid``) surely ended: it ran on this machine, and no process has its number."""
    host, _, pid = owner.rpartition(":")
    if host != platform.node() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def claim_rows(
    session: Session,
    table: type[Row],
    *wanted: ColumnElement[bool],
    oldest: InstrumentedAttribute[datetime | None] | InstrumentedAttribute[int] | None = None,
    limit: int = 1,
    moment: datetime | None = None,
) -> Sequence[Row]:
    """Claim up to ``limit`` rows that are ``wanted`` and nobody's, in the order of ``oldest``, and return them.

    Commits. Processes that ask at the same time get different rows or none: on SQLite one writes after the other,
    PostgreSQL skips rows that are locked.
    """
    moment = moment or now()
    key = _key(table)
    mark = f"{process_name()} {uuid4().hex}"
    unclaimed = select(key).where(*wanted, _is_unclaimed(table, moment)).order_by(oldest if oldest is not None else key)
    chosen = unclaimed.limit(limit).with_for_update(skip_locked=True).scalar_subquery()
    values = {"claimed_by": mark, "claimed_until": moment + CLAIM_LEASE}
    session.execute(update(table).where(key.in_(chosen)).values(values).execution_options(synchronize_session=False))
    session.commit()
    mine = select(table).where(table.claimed_by == mark).order_by(oldest if oldest is not None else key)
    return session.scalars(mine.execution_options(populate_existing=True)).all()


def release_claim(row: Claimable) -> None:
    """Give a row back, as part of the caller's transaction."""
    row.claimed_by = ""
    row.claimed_until = None


def release_dead_claims(session: Session) -> int:
    """Give back what ended processes of this machine had claimed, and return how many rows that were. Commits.

    To be called by a process that has claimed nothing yet: its number may have been another's before.
    """
    count = 0
    for table in _claimable():
        marks = session.scalars(select(table.claimed_by).where(table.claimed_by != "").distinct()).all()
        dead_marks = [mark for mark in marks if is_process_dead(_owner(mark)) or _owner(mark) == process_name()]
        if dead_marks:
            freed = update(table).where(table.claimed_by.in_(dead_marks)).values(claimed_by="", claimed_until=None)
            count += int(session.execute(freed).rowcount)  # type: ignore[attr-defined]
    session.commit()
    return count


def _is_unclaimed(table: type[Claimable], moment: datetime) -> ColumnElement[bool]:
    """Return the condition of being unclaimed; a claim longer than any made now counts too, for the clock went back."""
    until = table.claimed_until
    return or_(until.is_(None), until <= moment, until > moment + CLAIM_LEASE + CLOCK_TOLERANCE)


def _owner(mark: str) -> str:
    return mark.partition(" ")[0]


def _key(table: type[Claimable]) -> InstrumentedAttribute[int]:
    key: InstrumentedAttribute[int] = table.id  # type: ignore[attr-defined]
    return key


def _claimable() -> Iterator[type[Claimable]]:
    for mapper in Model.registry.mappers:
        if issubclass(mapper.class_, Claimable):
            yield mapper.class_
