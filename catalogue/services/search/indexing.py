"""Keeping the index at what the database says: by notes in the outbox after every commit, or by building it anew aside.

A change and its note are one transaction, so that a crash between the commit and the index is made good later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf
from time import monotonic

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalogue.models import IndexChange
from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes, IndexBusy, IndexDamaged, SearchEngine
from catalogue.services.courses.course_skills import record_skills
from catalogue.services.courses.documents import load_documents, published_documents, published_ids
from catalogue.services.database.id_batches import in_batches

COURSES_PER_STATEMENT = 2000
COURSES_PER_ENCODING = 200
"""Courses encoded in one commit: it takes about a second, during which nobody else writes."""


def bring_index_up_to_date(session: Session, engine: SearchEngine) -> int:
    """Take notes from the outbox until it is empty, and return how many courses were indexed.

    A crash between the index's commit and ours leaves the notes, and taking them twice does no harm. If another process
    is writing the index, the notes are left to it, which looks for more when it has written; if the index is damaged,
    to the process that builds it anew.
    """
    taken = 0
    while _next_notes(session, limit=1):
        try:
            # courses are read with the lock held: else a process that read earlier and wrote later would undo a change
            with engine.writing():
                taken += _take(session, engine)
        except (IndexBusy, IndexDamaged):
            session.rollback()
            return taken
    return taken


def _take(session: Session, engine: SearchEngine) -> int:
    notes = _next_notes(session)
    taken = _apply(session, engine, {course for _, course in notes}) if notes else 0
    _delete_notes(session, [note for note, _ in notes])
    return taken


def _delete_notes(session: Session, notes: Sequence[int]) -> None:
    """Delete these notes and no other: one with a smaller number may have been committed after a greater one."""
    for batch in in_batches(notes, COURSES_PER_STATEMENT):
        session.execute(delete(IndexChange).where(IndexChange.id.in_(batch)))
    session.commit()


def encode_pending(session: Session, engine: SearchEngine, seconds: float = inf) -> int:
    """Encode courses that came in bulk without their vectors, until all have one or the ``seconds`` are over.

    Return how many were indexed again. Another process that writes the index goes first.
    """
    ends_at = monotonic() + seconds
    encoded = 0
    before: Sequence[int] = ()
    session.rollback()  # objects that the session has loaded may be older than the index
    try:
        while monotonic() < ends_at and (ids := engine.without_meaning(COURSES_PER_ENCODING)) and ids != before:
            with engine.writing():
                engine.apply(Changes(upserts=load_documents(session, ids)))
            session.rollback()
            before = ids
            encoded += len(ids)
    except (IndexBusy, IndexDamaged):
        session.rollback()
    return encoded


def _next_notes(session: Session, limit: int = COURSES_PER_STATEMENT) -> list[tuple[int, int]]:
    query = select(IndexChange.id, IndexChange.course_id).order_by(IndexChange.id).limit(limit)
    return [(note, course) for note, course in session.execute(query)]


def _apply(session: Session, engine: SearchEngine, ids: set[int]) -> int:
    record_skills(session, sorted(ids))
    session.commit()  # so that no lock is held while the index is written
    upserts = load_documents(session, sorted(ids))
    session.rollback()
    engine.apply(Changes(upserts=upserts, deletions=sorted(ids - {document.id for document in upserts})))
    return len(ids)


def rebuild_index(
    session: Session, engine: SearchEngine, *, force: bool = False, progress: Callable[[int, int], None] | None = None
) -> int:
    """Build the index anew from the database, aside, and swap it in. Return how many documents it has.

    ``progress`` is called with documents done and to do. Notes that were in the outbox when the build began are covered
    by it. Raise ``SwingRefused`` and ``IndexBusy`` as the engine does.
    """
    notes = session.scalars(select(IndexChange.id)).all()
    published = sorted(published_ids(session))
    for start in range(0, len(published), COURSES_PER_STATEMENT):
        record_skills(session, published[start : start + COURSES_PER_STATEMENT])
        session.commit()
        session.expunge_all()
    total = len(published)
    built = engine.rebuild(_with_progress(published_documents(session), total, progress), force)
    _delete_notes(session, notes)
    return built


def _with_progress(
    found: Iterator[CourseDocument], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[CourseDocument]:
    for done, document in enumerate(found, start=1):
        if progress:
            progress(done, total)
        yield document


def count_waiting_changes(session: Session) -> int:
    """Return how many notes are in the outbox."""
    return session.scalar(select(func.count()).select_from(IndexChange)) or 0
