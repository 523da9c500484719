"""Index and database compared, course by course: which courses both hold, and whether they say the same of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import IndexChange
from catalogue.search.fingerprint import fingerprint
from catalogue.search.port import IndexDamaged, SearchEngine
from catalogue.services.courses.documents import COURSES_PER_CHUNK, load_documents, published_documents
from catalogue.services.search.indexing import count_waiting_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCheck:
    """How index and database differ; notes that wait in the outbox explain some of it, and are not listed again.

    ``different`` are courses of which the index holds something else than what the database says today.
    """

    published: int
    indexed: int
    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    different: tuple[int, ...]
    waiting: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether both say the same."""
        return not (self.missing or self.surplus or self.different or self.problems)


def check_index(session: Session, engine: SearchEngine) -> IndexCheck:
    """Compare the documents of both sides, and read every byte of the index. A damaged index counts as empty."""
    session.rollback()
    problems = engine.status(thorough=True).problems
    published = {document.id: fingerprint(document) for document in published_documents(session)}
    indexed = _indexed_fingerprints(engine)
    # a course that was edited between the two readings is compared once more
    differing = {number for number in published.keys() | indexed.keys() if published.get(number) != indexed.get(number)}
    published = _with_fresh(session, published, differing)
    indexed = _indexed_fingerprints(engine)
    noted = set(session.scalars(select(IndexChange.course_id)))
    common = (published.keys() & indexed.keys()) - noted
    return IndexCheck(
        published=len(published),
        indexed=len(indexed),
        missing=tuple(sorted(published.keys() - indexed.keys())),
        surplus=tuple(sorted(indexed.keys() - published.keys())),
        different=tuple(sorted(number for number in common if published[number] != indexed[number])),
        waiting=count_waiting_changes(session),
        problems=tuple(problems),
    )


def _indexed_fingerprints(engine: SearchEngine) -> Mapping[int, int]:
    try:
        return engine.fingerprints()
    except IndexDamaged:
        return {}


def _with_fresh(session: Session, known: Mapping[int, int], differing: Collection[int]) -> dict[int, int]:
    """Return the same fingerprints, with those of the courses ``differing`` taken anew."""
    session.rollback()
    fresh = {number: value for number, value in known.items() if number not in differing}
    numbers = sorted(differing)
    for start in range(0, len(numbers), COURSES_PER_CHUNK):
        found = load_documents(session, numbers[start : start + COURSES_PER_CHUNK])
        fresh |= {document.id: fingerprint(document) for document in found}
        session.rollback()
    return fresh
