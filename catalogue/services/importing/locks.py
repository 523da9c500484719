"""One run per source at a time; a lock dies with its process, so none can leak."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from catalogue.models import ImportRun, Source
from catalogue.models.columns import now


class SourceBusy(Exception):
    """Another process is running this source; the message names it."""


@contextmanager
def running(session: Session, directory: Path, source: Source) -> Iterator[None]:
    """Hold the source's lock; runs that a killed process left open are closed as dead first."""
    lock = _lock(directory, source.id)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise SourceBusy(
            f"Source {source.key} is being imported by another process; wait until that run has ended."
        ) from None
    try:
        _bury(session, source.id)
        yield
    finally:
        lock.release()


def sweep(session: Session, directory: Path) -> int:
    """Close the open runs of every source that nobody is running; answers how many were dead."""
    open_runs = select(ImportRun.source_id).where(ImportRun.status == "running").distinct()
    return sum(_bury_if_idle(session, directory, source_id) for source_id in session.scalars(open_runs).all())


def _bury_if_idle(session: Session, directory: Path, source_id: int) -> int:
    try:
        with _lock(directory, source_id).acquire(timeout=0):
            return _bury(session, source_id)
    except Timeout:
        return 0


def _bury(session: Session, source_id: int) -> int:
    dead = update(ImportRun).where(ImportRun.source_id == source_id, ImportRun.status == "running")
    message = "The process that ran it ended before it did; what it had stored was kept."
    result = session.execute(dead.values(status="dead", finished_at=now(), message=message))
    session.commit()
    return int(result.rowcount)  # type: ignore[attr-defined]


def _lock(directory: Path, source_id: int) -> FileLock:
    directory.mkdir(parents=True, exist_ok=True)
    return FileLock(directory / f"source-{source_id}.lock")
