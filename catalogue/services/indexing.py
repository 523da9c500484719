"""Keeping the index at what the database says: the outbox after every commit, a rebuild aside (design, 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from time import monotonic

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from catalogue.models import IndexChange
from catalogue.search.port import Changes, CourseDocument, IndexBusy, IndexDamaged, SearchEngine
from catalogue.services.documents import documents, published_documents, published_ids
from catalogue.services.skills.keeping import keep_skills

CHUNK = 2000
FEW = 200
"""Courses given their meaning in one commit: about a second, during which nobody else writes."""


def note_change(session: Session, course_ids: Iterable[int]) -> None:
    """Leave a note for the index in the caller's transaction."""
    rows = [{"course_id": course_id} for course_id in course_ids]
    if rows:
        session.execute(insert(IndexChange), rows)


def bring_up_to_date(session: Session, engine: SearchEngine) -> int:
    """Take notes from the outbox until it is empty; answers how many courses were brought in.

    A crash between the index's commit and ours leaves the notes, and taking them twice does no harm. If another
    process is writing the index, the notes are left to it, and if it is damaged, to whoever makes it anew.
    """
    taken = 0
    while ids := _next_notes(session):
        try:
            taken += _apply(session, engine, {course for _, course in ids})
        except (IndexBusy, IndexDamaged):
            session.rollback()
            return taken
        session.execute(delete(IndexChange).where(IndexChange.id.in_([note for note, _ in ids])))
        session.commit()
    return taken


def give_meaning(session: Session, engine: SearchEngine, seconds: float = inf) -> int:
    """Have courses that came in bulk found by their meaning as well, a few at a time, until all are or time is up;
    answers how many were brought in again. Another process that writes the index goes first."""
    ends, given = monotonic() + seconds, 0
    before: Sequence[int] = ()
    try:
        while monotonic() < ends and (ids := engine.without_meaning(FEW)) and ids != before:
            engine.apply(Changes(upserts=documents(session, ids)))
            session.rollback()
            before, given = ids, given + len(ids)
    except (IndexBusy, IndexDamaged):
        session.rollback()
    return given


def _next_notes(session: Session) -> list[tuple[int, int]]:
    query = select(IndexChange.id, IndexChange.course_id).order_by(IndexChange.id).limit(CHUNK)
    return [(note, course) for note, course in session.execute(query)]


def _apply(session: Session, engine: SearchEngine, ids: set[int]) -> int:
    keep_skills(session, sorted(ids))
    session.commit()  # so that no lock is held while the index is written
    upserts = documents(session, sorted(ids))
    session.rollback()
    engine.apply(Changes(upserts=upserts, deletions=sorted(ids - {document.id for document in upserts})))
    return len(ids)


def rebuild(
    session: Session, engine: SearchEngine, *, force: bool = False, progress: Callable[[int, int], None] | None = None
) -> int:
    """Build the index aside from the database and swap it in.

    ``progress`` is told documents done and to do. Raises ``SwingRefused`` and ``IndexBusy`` as the engine does.
    Notes that were in the outbox when the build began are covered by it.
    """
    newest = session.scalar(select(func.max(IndexChange.id))) or 0
    published = sorted(published_ids(session))
    for start in range(0, len(published), CHUNK):
        keep_skills(session, published[start : start + CHUNK])
        session.commit()
        session.expunge_all()
    total = len(published)
    built = engine.rebuild(_counted(published_documents(session), total, progress), force)
    session.execute(delete(IndexChange).where(IndexChange.id <= newest))
    session.commit()
    return built


def _counted(
    found: Iterator[CourseDocument], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[CourseDocument]:
    for done, document in enumerate(found, start=1):
        if progress:
            progress(done, total)
        yield document


def waiting(session: Session) -> int:
    """How many notes are in the outbox."""
    return session.scalar(select(func.count()).select_from(IndexChange)) or 0
