"""Whose turn it is: sources that are due, at most one of each host, and what a run leaves behind for the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.schedule import next_run
from catalogue.models import ImportRun, Provider, Source
from catalogue.models.columns import now
from catalogue.services.importing.locks import SourceBusy, host_of

CLAIM = timedelta(minutes=10)
"""How long a source that was given to a worker is not given to another, should the first never begin."""


def claim_due(session: Session, limit: int, moment: datetime | None = None) -> Sequence[str]:
    """Keys of up to ``limit`` sources that are due, longest waiting first, each now claimed by the caller. Commits.

    Due are approved, enabled sources with an address whose time has come; sample partners are left alone, and a host
    that is being read, or is given out already, has to wait.
    """
    moment = moment or now()
    busy = {host_of(source) for source in session.scalars(_running())}
    claimed: list[str] = []
    for source in session.scalars(_due(moment)):
        host = host_of(source)
        if host not in busy and len(claimed) < limit:
            busy.add(host)
            source.next_run_at = moment + CLAIM
            claimed.append(source.key)
    session.commit()
    return claimed


@contextmanager
def after_run(session: Session, source: Source) -> Iterator[None]:
    """Sets when the source is due again once the block has ended, however it ends; a busy source keeps its turn."""
    began = now()
    try:
        yield
    except SourceBusy:
        raise
    except BaseException:
        session.rollback()
        _plan(session, source, began, failed=True)
        raise
    _plan(session, source, began, failed=False)


def _plan(session: Session, source: Source, began: datetime, *, failed: bool) -> None:
    if inspect(source).identity and session.get(Source, inspect(source).identity, populate_existing=True) is None:
        return  # it was removed while it was read
    source.failures = source.failures + 1 if failed else 0
    source.next_run_at = next_run(began, source.every_hours, source.key, source.failures)
    session.commit()


def _due(moment: datetime) -> Select[Source]:
    query = select(Source).outerjoin(Provider, Source.provider_id == Provider.id)
    wanted = query.where(Source.enabled, Source.approval == "approved", Source.address != "")
    wanted = wanted.where(or_(Provider.id.is_(None), ~Provider.is_sample))
    wanted = wanted.where(or_(Source.next_run_at.is_(None), Source.next_run_at <= moment))
    return wanted.order_by(Source.next_run_at.is_not(None), Source.next_run_at, Source.id)


def _running() -> Select[Source]:
    return select(Source).join(ImportRun, ImportRun.source_id == Source.id).where(ImportRun.status == "running")
