"""Which fields courses have, counted over a run, so that a field that a source loses is noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Text, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalogue.domain.course import fields
from catalogue.domain.course.field import LISTED_KINDS
from catalogue.domain.course.fields import ALARMING_FIELDS
from catalogue.domain.course.records import CourseRecord
from catalogue.domain.course.runs import is_over
from catalogue.models import Course, CourseInstance
from catalogue.services.database.id_batches import in_batches

ALARMING_COURSE_FIELDS = tuple(key for key in ALARMING_FIELDS if key in fields.COURSE_FIELDS)
ALARMING_INSTANCE_FIELDS = tuple(key for key in ALARMING_FIELDS if key not in fields.COURSE_FIELDS)
_COLUMNS = {key: ALARMING_FIELDS[key].parts or (key,) for key in ALARMING_INSTANCE_FIELDS}


class FieldCoverage:
    """Courses that were read, and how many of them had each field."""

    def __init__(self) -> None:
        self.read = 0
        self.having: Counter[str] = Counter()

    def add(self, record: CourseRecord) -> None:
        """Count one course as it was read."""
        self.read += 1
        self.having.update(fields_of_record(record))

    def add_stored(self, session: Session, course_ids: Collection[int]) -> None:
        """Count courses that were read as they are stored."""
        self.read += len(course_ids)
        for ids in in_batches(course_ids, 5000):
            for entity, key, columns in _COUNTS_BY_TABLE:
                row = session.execute(select(*columns.values()).where(key.in_(ids)).select_from(entity)).one()
                self.having.update({name: count or 0 for name, count in zip(columns, row, strict=True)})

    def share(self, field: str) -> float:
        """Return how many of the courses read had the field, 0 to 1."""
        return self.having[field] / self.read if self.read else 0.0

    def as_json(self) -> dict[str, int]:
        """Return the counts as the table of runs holds them."""
        return {"read": self.read, **{name: self.having[name] for name in ALARMING_FIELDS}}

    @classmethod
    def pooled(cls, stored: Iterable[Mapping[str, int]]) -> FieldCoverage:
        """Return the counts of several runs together, from their JSON."""
        fills = cls()
        for counts in stored:
            fills.read += counts.get("read", 0)
            fills.having.update({name: counts.get(name, 0) for name in ALARMING_FIELDS})
        return fills


def fields_of_record(record: CourseRecord) -> set[str]:
    """Return the alarming fields that a record has."""
    runs = record.instances
    found = {name for name in ALARMING_COURSE_FIELDS if getattr(record, name)}
    of_runs = {
        "start": any(run.start for run in runs),
        "end": any(run.end for run in runs),
        "price": any(run.price for run in runs),
        "place": any(run.place.locality or run.place.name or run.place.region for run in runs),
        "capacity": any(run.capacity for run in runs),
    }
    return found | {name for name, is_stated in of_runs.items() if is_stated}


def fields_of_course(course: Course, today: date) -> set[str]:
    """Return the alarming fields that a stored course has; runs that are over count for none of them."""
    runs = [run for run in course.instances if not is_over(run, today)]
    found = {name for name in ALARMING_COURSE_FIELDS if getattr(course, name)}
    return found | {
        name
        for name, columns in _COLUMNS.items()
        if any(getattr(run, column) not in (None, "") for run in runs for column in columns)
    }


def _count_having(column: ColumnElement[object], of: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return func.count(case((column.is_not(None) & (cast(column, Text) != ""), of)).distinct())


def _column(name: str) -> ColumnElement[object]:
    column: ColumnElement[object] = getattr(Course, name)
    return (
        case((func.length(cast(column, Text)) > 2, 1)) if ALARMING_FIELDS[name].kind in LISTED_KINDS else column
    )  # "[]" is an empty list


def _count_having_any(columns: tuple[str, ...]) -> ColumnElement[int]:
    run_columns = [getattr(CourseInstance, name) for name in columns]
    stated = [column.is_not(None) & (cast(column, Text) != "") for column in run_columns]
    any_stated = stated[0]
    for other in stated[1:]:
        any_stated = any_stated | other
    return func.count(case((any_stated, CourseInstance.course_id)).distinct())


_COUNTS_BY_TABLE = (
    (Course, Course.id, {name: _count_having(_column(name), Course.id) for name in ALARMING_COURSE_FIELDS}),
    (
        CourseInstance,
        CourseInstance.course_id,
        {name: _count_having_any(columns) for name, columns in _COLUMNS.items()},
    ),
)
