"""Whether the catalogue can do its work, and how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.counted import counted
from catalogue.models import Course, ImportRun, Provider, Source
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.mailing import count_waiting_mails
from catalogue.services.administering.heartbeats import SILENT_AFTER, worker_pulse
from catalogue.services.search.index_health import index_health
from catalogue.services.search.indexing import count_waiting_changes

SOUND = "sound"
"""The state of an index that finds what the database holds, or soon will."""
RUNNING = "running"
"""The state of the worker if there is one."""
STARTING = "starting"
"""The state of a worker that may not have had the time to begin."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Why requests cannot be served, empty if they can; and the state of the index, as it may answer while it is being
    mended."""

    reasons: tuple[str, ...]
    index: str


def readiness(session: Session, engine: SearchEngine) -> Readiness:
    """Return whether this process can serve requests: its database can be read, and its searches are answered."""
    try:
        index = index_health(session, engine)
    except SQLAlchemyError as error:
        session.rollback()
        setup = f"database: {type(error).__name__}; run `catalogue demo` or `catalogue import` to set it up"
        return Readiness((setup,), "unknown: the database cannot be read")
    reasons = () if index.answers else tuple(f"index: {problem}" for problem in index.problems)
    return Readiness(reasons, "; ".join(index.problems) or SOUND)


def monitoring_figures(session: Session, engine: SearchEngine) -> dict[str, tuple[str, int]]:
    """Return (meaning, value) by name, for monitoring."""
    published = select(func.count()).select_from(Course).where(Course.status == CourseStatus.PUBLISHED)
    return {
        "courses": ("Published courses", session.scalar(published) or 0),
        "providers": ("Providers", _count(session, Provider)),
        "sources": ("Sources", _count(session, Source)),
        "import_runs": ("Import runs since the beginning", _count(session, ImportRun)),
        "indexed_courses": ("Courses in the search index", engine.status().documents),
        "index_changes_waiting": ("Changes not yet in the search index", count_waiting_changes(session)),
        "mails_waiting": ("Mails that wait to be sent", count_waiting_mails(session)),
        **_worker_figures(session),
    }


def worker_state(session: Session, served_since: datetime) -> str:
    """Return ``running``, ``starting`` where pages are served for too short a time to miss a worker, or for how long
    there was no heartbeat of any.

    Without a worker pages are still served, but nothing is harvested, sent or repaired.
    """
    try:
        found = worker_pulse(session)
    except SQLAlchemyError:
        session.rollback()
        return "unknown: the database cannot be read"
    if found.workers:
        return RUNNING
    if now() - served_since < SILENT_AFTER:
        return STARTING
    silence = "ever" if found.silence is None else f"for {counted(round(found.silence / 60), 'minute')}"
    return f"no sign of life {silence}; run `catalogue serve` or `catalogue worker`"


def _worker_figures(session: Session) -> dict[str, tuple[str, int]]:
    found = worker_pulse(session)
    silence = -1 if found.silence is None else round(found.silence)
    return {
        "workers": ("Workers with a sign of life in the last five minutes", found.workers),
        "worker_silence_seconds": ("Seconds since the latest sign of life of a worker, -1 if there was none", silence),
        "worker_deaths": ("Workers that ended without being asked to, within a day", found.deaths),
    }


def _count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
