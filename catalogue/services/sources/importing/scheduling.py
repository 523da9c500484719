"""Whose turn it is: sources that are due, at most one of each host, and what a run leaves behind for the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement, Select, inspect, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.sources.run_states import Approval, RunStatus
from catalogue.domain.sources.schedule import longest_pause, next_run
from catalogue.models import ImportRun, Provider, Source
from catalogue.models.columns import now
from catalogue.services.database.claims import claim_rows, release_claim
from catalogue.services.sources.importing.locks import SourceBusy, host_of_source


def claim_due(session: Session, limit: int, moment: datetime | None = None) -> Sequence[str]:
    """Claim up to ``limit`` sources that are due, longest waiting first, and return their keys. Commits.

    A claim ends with the source's run, or after its lease, should that never begin. Due are approved, enabled sources
    with an address whose time has come; sample partners are left out, and a host that is being read, or was claimed
    just now, has to wait.
    """
    moment = moment or now()
    busy_hosts = {host_of_source(source) for source in session.scalars(_running())}
    claimed: list[str] = []
    due = _is_due(session, moment)
    for source in session.scalars(_due(due)).all():
        host = host_of_source(source)
        if host in busy_hosts or len(claimed) >= limit:
            continue
        busy_hosts.add(host)
        claimed += [row.key for row in claim_rows(session, Source, Source.id == source.id, due, moment=moment)]
    return claimed


@contextmanager
def after_run(session: Session, source: Source) -> Iterator[None]:
    """Set when the source is due again once the block has ended, however it ends; a busy source keeps its turn."""
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
        return  # the source was deleted while it was read
    source.failures = source.failures + 1 if failed else 0
    source.next_run_at = next_run(began, source.every_hours, source.key, source.failures)
    release_claim(source)
    session.commit()


def _is_due(session: Session, moment: datetime) -> ColumnElement[bool]:
    """Return the condition of being due.

    A source that waits longer than is ever planned is due too, for the clock was set back.
    """
    plan = select(Source.id, Source.next_run_at, Source.every_hours, Source.failures)
    planned = session.execute(plan.where(Source.enabled, Source.next_run_at > moment))
    waiting_too_long = [
        source_id
        for source_id, due_at, hours, failures in planned
        if due_at and due_at > moment + longest_pause(hours, failures)
    ]
    return or_(Source.next_run_at.is_(None), Source.next_run_at <= moment, Source.id.in_(waiting_too_long))


def _due(due: ColumnElement[bool]) -> Select[Source]:
    query = select(Source).outerjoin(Provider, Source.provider_id == Provider.id)
    wanted = query.where(Source.enabled, Source.approval == Approval.APPROVED, Source.address != "")
    wanted = wanted.where(or_(Provider.id.is_(None), ~Provider.is_sample))
    wanted = wanted.where(due)
    return wanted.order_by(Source.next_run_at.is_not(None), Source.next_run_at, Source.id)


def _running() -> Select[Source]:
    return select(Source).join(ImportRun, ImportRun.source_id == Source.id).where(ImportRun.status == RunStatus.RUNNING)
