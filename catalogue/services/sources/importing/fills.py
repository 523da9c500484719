"""Which fields courses have, counted over a run: what a source that loses one is known by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Text, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalogue.domain.course import fields
from catalogue.domain.course.fields import ALARMING
from catalogue.domain.course.records import CourseRecord
from catalogue.domain.course.runs import is_over
from catalogue.models import Course, CourseInstance
from catalogue.services.courses.id_batches import in_batches

COURSE_FIELDS = tuple(key for key in ALARMING if key in fields.COURSE_FIELDS)
INSTANCE_FIELDS = tuple(key for key in ALARMING if key not in fields.COURSE_FIELDS)
_LISTS = (fields.Kind.LIST, fields.Kind.LANGUAGES)
_COLUMNS = {key: ALARMING[key].parts or (key,) for key in INSTANCE_FIELDS}


class Fills:
    """Courses that were read, and how many of them had each field."""

    def __init__(self) -> None:
        self.read = 0
        self.having: Counter[str] = Counter()

    def add(self, record: CourseRecord) -> None:
        """One course as it was read."""
        self.read += 1
        self.having.update(stated_by(record))

    def add_stored(self, session: Session, course_ids: Collection[int]) -> None:
        """Courses that were read as they are stored."""
        self.read += len(course_ids)
        for ids in in_batches(course_ids, 5000):
            for entity, key, columns in _COUNTED:
                row = session.execute(select(*columns.values()).where(key.in_(ids)).select_from(entity)).one()
                self.having.update({name: count or 0 for name, count in zip(columns, row, strict=True)})

    def share(self, field: str) -> float:
        """Of the courses read, how many had it, 0 to 1."""
        return self.having[field] / self.read if self.read else 0.0

    def as_json(self) -> dict[str, int]:
        """As a run keeps it."""
        return {"read": self.read, **{name: self.having[name] for name in ALARMING}}

    @classmethod
    def pooled(cls, kept: Iterable[Mapping[str, int]]) -> Fills:
        """Those of several runs together."""
        fills = cls()
        for each in kept:
            fills.read += each.get("read", 0)
            fills.having.update({name: each.get(name, 0) for name in ALARMING})
        return fills


def stated_by(record: CourseRecord) -> set[str]:
    """The fields that a record has."""
    runs = record.instances
    found = {name for name in COURSE_FIELDS if getattr(record, name)}
    stated = {
        "start": any(run.start for run in runs),
        "end": any(run.end for run in runs),
        "price": any(run.price for run in runs),
        "place": any(run.place.locality or run.place.name or run.place.region for run in runs),
        "capacity": any(run.capacity for run in runs),
    }
    return found | {name for name, there in stated.items() if there}


def held_by(course: Course, today: date) -> set[str]:
    """The fields that a stored course has; what only runs say that are over is history, and nothing to lose."""
    runs = [run for run in course.instances if not is_over(run, today)]
    found = {name for name in COURSE_FIELDS if getattr(course, name)}
    return found | {
        name
        for name, columns in _COLUMNS.items()
        if any(getattr(run, column) not in (None, "") for run in runs for column in columns)
    }


def _having(column: ColumnElement[object], of: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return func.count(case((column.is_not(None) & (cast(column, Text) != ""), of)).distinct())


def _column(name: str) -> ColumnElement[object]:
    column: ColumnElement[object] = getattr(Course, name)
    return (
        case((func.length(cast(column, Text)) > 2, 1)) if ALARMING[name].kind in _LISTS else column
    )  # "[]" is an empty list


def _of_run(columns: tuple[str, ...]) -> ColumnElement[int]:
    told = [getattr(CourseInstance, name) for name in columns]
    there = [one.is_not(None) & (cast(one, Text) != "") for one in told]
    either = there[0]
    for other in there[1:]:
        either = either | other
    return func.count(case((either, CourseInstance.course_id)).distinct())


_COUNTED = (
    (Course, Course.id, {name: _having(_column(name), Course.id) for name in COURSE_FIELDS}),
    (CourseInstance, CourseInstance.course_id, {name: _of_run(columns) for name, columns in _COLUMNS.items()}),
)
