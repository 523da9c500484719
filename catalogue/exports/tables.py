"""Courses as a table in this catalogue's spreadsheet columns, a row for each instance; it can be imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from catalogue.domain.text.csv_injection import harmless
from catalogue.domain.text.sanitisation import plain_text
from catalogue.exports.contract import Catalogue, Format, Written
from catalogue.models import Course, CourseInstance

COLUMNS = (
    *("title", "url", "description", "language", "country", "city", "region", "skill_areas", "delivery_mode"),
    *(
        "start_date",
        "end_date",
        "price",
        "currency",
        "credential",
        "eqf_level",
        "workload",
        "provider",
        "keywords",
        "id",
    ),
)


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> Written:
    """UTF-8 with a byte order mark, which spreadsheet programs need; RFC 4180 otherwise."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    rows, written = csv.writer(text), Written()
    rows.writerow(COLUMNS)
    for course in courses:
        rows.writerows([harmless(cell) for cell in row] for row in _rows(course))
        written.courses += 1
    text.detach()
    return written


def _rows(course: Course) -> Iterator[list[str]]:
    for run in course.instances or [CourseInstance()]:
        yield [_cell(value) for value in _values(course, run)]


def _values(course: Course, run: CourseInstance) -> tuple[object, ...]:
    return (
        course.title,
        course.url,
        plain_text(course.description) or course.summary,
        course.teaching_languages or course.language,
        run.country,
        run.locality,
        run.region,
        [area.area_key for area in course.skill_areas],
        run.mode or course.delivery_mode,
        run.start,
        run.end,
        run.price_amount,
        run.price_currency,
        course.credential,
        course.eqf_level,
        course.workload,
        course.provider.name,
        course.keywords,
        course.external_id or course.slug,
    )


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value)


FORMAT = Format("csv", "Spreadsheet (CSV)", "text/csv", "csv", write)
