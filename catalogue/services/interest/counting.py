"""Counting recorded interest: every file of a minute that is over becomes numbers of its day, once."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.domain.search.usage_events import Step
from catalogue.models import Course, CourseInterest, DayInterest, InterestBatch, InterestMark
from catalogue.services.database.id_batches import in_batches
from catalogue.services.database.independent_steps import run_independently
from catalogue.services.interest.recording import MINUTE_FORMAT

SETTLED_AFTER = timedelta(minutes=2)
"""How long after its minute a file is not counted yet: a request that began in it may still write."""


@dataclass(slots=True)
class _Tally:
    """A file's numbers; ``marks`` maps what a visitor may be counted for once a day to what it counts for."""

    courses: Counter[tuple[Step, int]] = field(default_factory=Counter)
    searches: int = 0
    fruitless: int = 0
    marks: dict[str, tuple[Step, int] | None] = field(default_factory=dict)


def count_notes(session: Session, folder: Path, until: datetime | None = None) -> int:
    """Count every file in ``folder`` whose minute began before ``until`` (default: two minutes ago); return how many.

    Each file is one transaction of its own, so a crash loses nothing and counts nothing twice. Salts and marks of days
    that are over are deleted.
    """
    until = until or datetime.now(UTC) - SETTLED_AFTER
    finished = [(path, minute) for path, minute in _files(folder) if minute < until]
    counted = run_independently(session, finished, lambda file: _count(session, file[0], file[1].date()))
    done = sum(1 for _ in counted)
    _delete_old_marks(session, folder, until.date())
    return done


def _files(folder: Path) -> Iterator[tuple[Path, datetime]]:
    for path in sorted(folder.glob("*@*.jsonl")):
        yield path, datetime.strptime(path.name.partition("@")[0], MINUTE_FORMAT).replace(tzinfo=UTC)


def _count(session: Session, path: Path, day: date) -> None:
    name = f"{path.name} {path.stat().st_mtime_ns}"
    if session.get(InterestBatch, name) is None:
        session.add(InterestBatch(name=name))
        session.flush()
        _add(session, day, _read(path))
        session.commit()
    path.unlink(missing_ok=True)


def _read(path: Path) -> _Tally:
    tally = _Tally()
    for line in path.read_text("utf-8").splitlines():
        try:
            _add_note(tally, json.loads(line))
        except (ValueError, KeyError):
            continue  # cut off by a full disk or a power failure: one visit less
    return tally


def _add_note(tally: _Tally, note: dict[str, Any]) -> None:
    step, visitor = Step(note["step"]), str(note["visitor"])
    tally.marks[_mark(visitor, "visit", 0)] = None
    tally.searches += bool(note.get("search"))
    tally.fruitless += bool(note.get("fruitless"))
    for course in note["courses"]:
        if step is Step.FOUND:
            tally.courses[step, course] += 1
        else:
            tally.marks[_mark(visitor, step, course)] = (step, course)


def _mark(visitor: str, what: str, course: int) -> str:
    return hashlib.blake2b(f"{visitor} {what} {course}".encode(), digest_size=12).hexdigest()


def _add(session: Session, day: date, tally: _Tally) -> None:
    unseen = _unseen(session, day, tally.marks)
    fresh = [meaning for mark, meaning in tally.marks.items() if mark in unseen]
    tally.courses.update(meaning for meaning in fresh if meaning)
    total = session.get(DayInterest, day) or DayInterest(
        day=day, searches=0, fruitless=0, opened=0, followed=0, visitors=0
    )
    session.add(total)
    total.searches += tally.searches
    total.fruitless += tally.fruitless
    total.visitors += fresh.count(None)
    for (step, _course), times in tally.courses.items():
        if step is not Step.FOUND:
            setattr(total, step, getattr(total, step) + times)
    _add_courses(session, day, tally.courses)


def _unseen(session: Session, day: date, marks: Iterable[str]) -> set[str]:
    """Return those of the marks that are new on the day, and store them for the rest of it."""
    new = set(marks)
    for batch in in_batches(sorted(new), 500):
        new -= set(
            session.scalars(select(InterestMark.mark).where(InterestMark.day == day, InterestMark.mark.in_(batch)))
        )
    session.add_all(InterestMark(day=day, mark=mark) for mark in new)
    return new


def _add_courses(session: Session, day: date, counted: Counter[tuple[Step, int]]) -> None:
    for batch in in_batches(sorted({course for _step, course in counted}), 500):
        rows = _rows(session, day, batch)
        for course, row in rows.items():
            for step in Step:
                setattr(row, step, getattr(row, step) + counted[step, course])


def _rows(session: Session, day: date, courses: Sequence[int]) -> dict[int, CourseInterest]:
    """Return the day's rows of those of the courses that still exist, by course id."""
    query = select(CourseInterest).where(CourseInterest.day == day, CourseInterest.course_id.in_(courses))
    rows = {row.course_id: row for row in session.scalars(query)}
    for course in session.scalars(select(Course.id).where(Course.id.in_(courses))):
        if course not in rows:
            rows[course] = CourseInterest(course_id=course, day=day, found=0, opened=0, followed=0)
    session.add_all(rows.values())
    return rows


def _delete_old_marks(session: Session, folder: Path, today: date) -> None:
    for salt in folder.glob("*.salt"):
        if salt.stem < f"{today:%Y%m%d}":
            salt.unlink(missing_ok=True)
    session.execute(delete(InterestMark).where(InterestMark.day < today))
    session.execute(delete(InterestBatch).where(InterestBatch.counted_at < datetime.now(UTC) - timedelta(days=2)))
    session.commit()
