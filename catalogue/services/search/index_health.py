"""Whether the index holds what it should, and building it anew where it does not: the database is the truth."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.text.counted import counted
from catalogue.models import Course, IndexChange
from catalogue.models.columns import now
from catalogue.search.port import IndexBusy, IndexDamaged, SearchEngine
from catalogue.search.rebuild_guard import needs_force
from catalogue.services.courses.documents import published_ids
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.indexing import bring_index_up_to_date, rebuild_index

logger = logging.getLogger(__name__)

LATE_AFTER = timedelta(minutes=15)
"""A change that waits longer is late; while a large index is built anew, changes may well wait for minutes."""

_healing_lock = threading.Lock()


def expects_courses(session: Session) -> bool:
    """Say whether an index should hold something: some published course has no note that it is still to be added."""
    noted = select(IndexChange.course_id)
    expected = select(Course.id).where(Course.status == CourseStatus.PUBLISHED, Course.id.not_in(noted)).limit(1)
    with session.no_autoflush:
        return session.scalar(expected) is not None


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """Why the index does not find what the database holds, empty if it does or soon will; ``answers`` says whether
    searches are answered meanwhile."""

    problems: tuple[str, ...]
    answers: bool


def index_health(session: Session, engine: SearchEngine) -> IndexHealth:
    """Return whether the index is missing, damaged, of another count, or late, and whether it answers all the same."""
    status = engine.status()
    if status.problems:
        return IndexHealth(tuple(status.problems), status.still_answers)
    if counts := _differing_counts(session, engine):
        return IndexHealth(("{} published courses, {} in the index".format(*counts),), answers=True)
    oldest = session.scalar(select(func.min(IndexChange.created_at)))
    late = oldest is not None and now() - oldest > LATE_AFTER
    return IndexHealth((f"changes have been waiting since {oldest:%Y-%m-%d %H:%M} UTC",) if late else (), answers=True)


def repair_index(session: Session, engine: SearchEngine, *, thorough: bool = False) -> str:
    """Bring the index to what the database says if it is missing, damaged or of another count.

    ``thorough`` reads all of its files and compares all ids. Return what was wrong and has been mended, empty if
    nothing. Searches go on meanwhile. A tenth more or fewer courses is no reason to stop: what was lost has to come
    back. An index that another process is writing is left to that process, and one of a later version of the catalogue
    to that version.
    """
    if not _healing_lock.acquire(blocking=False):
        return ""
    try:
        return _heal(session, engine, thorough)
    except IndexBusy as busy:
        logger.warning("the index was not mended: %s", busy)
        return ""
    finally:
        session.rollback()
        _healing_lock.release()


def _heal(session: Session, engine: SearchEngine, thorough: bool) -> str:
    session.rollback()  # so that what is read next is the database as it is now
    status = engine.status(thorough)
    if status.is_newer:
        return ""
    if status.problems:
        return _rebuild_all(session, engine, status.problems[0])
    if not (thorough or _differing_counts(session, engine)):
        return ""
    try:
        published = published_ids(session)
        indexed = set(engine.fingerprints())
    except IndexDamaged as damage:
        return _rebuild_all(session, engine, str(damage))
    return _reconcile(session, engine, published, indexed)


def _reconcile(session: Session, engine: SearchEngine, published: set[int], indexed: set[int]) -> str:
    """Add or delete courses that only one side has, by notes in the outbox; if they are many, by building it anew."""
    one_sided = (published ^ indexed) - set(session.scalars(select(IndexChange.course_id)))
    if not one_sided:
        return ""
    found = f"in the database or in the index only: {counted(len(one_sided), 'course')}"
    if needs_force(len(published), len(published) + len(one_sided)):
        return _rebuild_all(session, engine, found)
    note_change(session, sorted(one_sided))
    session.commit()
    bring_index_up_to_date(session, engine)
    logger.warning("the index was mended: %s", found)
    return found


def _rebuild_all(session: Session, engine: SearchEngine, found: str) -> str:
    logger.warning("the index is made anew: %s", found)
    rebuild_index(session, engine, force=True)
    return found


def _differing_counts(session: Session, engine: SearchEngine) -> tuple[int, int] | None:
    """Return how many courses are published and in the index, if these differ though no change is waiting.

    Notes are deleted after the index has what they say: with none left and the index unchanged meanwhile, what the
    database counted at that moment is what the index must hold.
    """
    published = select(func.count()).select_from(Course).where(Course.status == CourseStatus.PUBLISHED)
    notes = select(func.count()).select_from(IndexChange)
    try:
        before = engine.version()
        counted, waiting = session.execute(select(published.scalar_subquery(), notes.scalar_subquery())).one()
        indexed = engine.status().documents
        if waiting or counted == indexed or engine.version() != before:
            return None
    except IndexDamaged:
        return None
    return counted, indexed
