"""Courses as a table in this catalogue's spreadsheet columns, a row for each instance; it can be imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import BinaryIO

from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS
from catalogue.domain.text.csv_injection import guard_cell
from catalogue.domain.text.sanitisation import plain_text
from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.models import Course, CourseInstance

_FIRST_COLUMNS = (
    *("title", "url", "description", "language", "country", "city", "region", "skill_areas", "delivery_mode"),
    *("start_date", "end_date", "price", "currency", "credential", "eqf_level", "workload", "provider", "keywords"),
    "id",
)
"""The columns on whose places other programs rely; fields that came later stand after them."""
_COURSE_FIELD_BY_COLUMN = {field.column: field.key for field in reversed([*COURSE_FIELDS.values()]) if field.column}
_INSTANCE_FIELD_BY_COLUMN = {field.column: field.key for field in INSTANCE_FIELDS.values() if field.column}
COLUMNS = tuple(dict.fromkeys((*_FIRST_COLUMNS, *sorted(_COURSE_FIELD_BY_COLUMN), *sorted(_INSTANCE_FIELD_BY_COLUMN))))


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write the rows as CSV (RFC 4180) in UTF-8, with the byte order mark that spreadsheet programs need."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    rows = csv.writer(text)
    written = ExportReport()
    rows.writerow(COLUMNS)
    for course in courses:
        rows.writerows([guard_cell(cell) for cell in row] for row in _rows(course))
        written.courses += 1
    text.detach()
    return written


def _rows(course: Course) -> Iterator[list[str]]:
    for run in course.instances or [CourseInstance()]:
        yield [_cell(value) for value in _values(course, run)]


def _values(course: Course, run: CourseInstance) -> Iterator[object]:
    own: dict[str, object] = {
        "description": plain_text(course.description) or course.summary,
        "language": course.teaching_languages or course.language,
        "skill_areas": [area.area_key for area in course.skill_areas],
        "delivery_mode": run.mode or course.delivery_mode,
        "provider": course.provider.name,
        "id": course.external_id or course.slug,
        "start_date": _moment(run.start, run.start_time),
        "end_date": _moment(run.end, run.end_time),
    }
    for column in COLUMNS:
        if column in own:
            yield own[column]
        else:
            yield (
                getattr(run, _INSTANCE_FIELD_BY_COLUMN[column])
                if column in _INSTANCE_FIELD_BY_COLUMN
                else getattr(course, _COURSE_FIELD_BY_COLUMN[column])
            )


def _moment(day: date | None, clock: time | None) -> str | None:
    if day is None:
        return None
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock.isoformat('minutes')}"


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value)


FORMAT = Format("csv", "Spreadsheet (CSV)", "text/csv", "csv", write)
