"""One run per source and per host at a time; a lock ends with its process, so none is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from catalogue.domain.sources.run_states import RunStatus
from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import host_of as address_host
from catalogue.models import ImportRun, Source
from catalogue.models.columns import now
from catalogue.services.database.claims import release_claim


class SourceBusy(Exception):
    """Another process is running this source; the message names it."""


@contextmanager
def locked_source(session: Session, directory: Path, source: Source) -> Iterator[None]:
    """Hold the source's lock and its host's; runs that a killed process left open are closed as dead first.

    Raise ``SourceBusy`` if another process holds one of them.
    """
    with ExitStack() as held:
        held.enter_context(_locked(directory, f"source-{source.id}", f"Source {source.key}"))
        if host := host_of_source(source):
            held.enter_context(_locked(directory, f"host-{slugify(host)}", f"Another source of {host}"))
        _close_open_runs(session, source.id)
        yield


def host_of_source(source: Source) -> str:
    """Return the host that a run of the source sends requests to; empty for files handed in."""
    return address_host(source.address).removeprefix("www.")


@contextmanager
def _locked(directory: Path, name: str, what: str) -> Iterator[None]:
    lock = _lock(directory, name)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise SourceBusy(f"{what} is being imported by another process; wait until that run has ended.") from None
    try:
        yield
    finally:
        lock.release()


def close_dead_runs(session: Session, directory: Path) -> int:
    """Close the open runs of every source that no process is running; return how many were dead."""
    open_runs = select(ImportRun.source_id).where(ImportRun.status == RunStatus.RUNNING).distinct()
    return sum(_close_if_dead(session, directory, source_id) for source_id in session.scalars(open_runs).all())


def _close_if_dead(session: Session, directory: Path, source_id: int) -> int:
    try:
        with _lock(directory, f"source-{source_id}").acquire(timeout=0):
            return _close_open_runs(session, source_id)
    except Timeout:
        return 0


def _close_open_runs(session: Session, source_id: int) -> int:
    """Close the source's open runs; a source that lost one is due again at once, to go on where it was."""
    close = update(ImportRun).where(ImportRun.source_id == source_id, ImportRun.status == RunStatus.RUNNING)
    message = Message(N_("The process that ran it ended before it did; what it had stored was kept."))
    values = {"status": RunStatus.DEAD, "finished_at": now(), "message": str(message), "notices": [message.to_json()]}
    result = session.execute(close.values(**values))
    count = int(result.rowcount)  # type: ignore[attr-defined]
    if count:
        source = session.get(Source, source_id)
        if source is not None:
            source.next_run_at = now()
            release_claim(source)
    session.commit()
    return count


def _lock(directory: Path, name: str) -> FileLock:
    directory.mkdir(parents=True, exist_ok=True)
    return FileLock(directory / f"{name}.lock")
