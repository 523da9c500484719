"""Listings as the rows of a table: the columns a provider downloads, fills in and uploads again."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS
from catalogue.domain.text.characters import well_formed
from catalogue.domain.text.csv_injection import guard_cell
from catalogue.services.providing.submissions.content import Content

COURSE_COLUMNS = {
    one.column: one.key
    for one in COURSE_FIELDS.values()
    if one.column and one.step and one.key != "teaching_languages"  # they stand in the column of the language
}
"""Column: the field of a listing that it fills."""
RUN_COLUMNS = {one.column: one.name_in_form for one in INSTANCE_FIELDS.values() if one.column}
"""Column: the field of a run that it fills."""
COLUMNS = ("id", *COURSE_COLUMNS, *RUN_COLUMNS)
COLUMN_WIDTHS = {"title": 40, "url": 36, "summary": 40, "description": 60, "learning_outcomes": 40}
EXAMPLE_ROW: dict[str, str] = {
    "id": "BT-101",
    "title": "Battery cell assembly (example: delete this row)",
    "url": "https://www.example.org/courses/bt-101",
    "summary": "From electrode to cell in five days.",
    "language": "en",
    "skill_areas": "batteries|manufacturing",
    "learning_outcomes": "wind and stack electrodes|seal a cell in a dry room",
    "eqf_level": "4",
    "credential": "certificate",
    "workload": "40 hours",
    "delivery_mode": "onsite",
    "start_date": "2027-03-01",
    "end_date": "2027-03-05",
    "city": "Ostrava",
    "country": "CZ",
    "price": "490",
    "currency": "EUR",
    "capacity": "16",
}

Header = Sequence[str]
Rows = Iterable[Sequence[str]]
Guide = tuple[str, Header, Rows]
"""Title, header and rows of a sheet."""


def listing_rows(key: str, content: Content) -> list[list[str]]:
    """Return a listing as rows in the order of ``COLUMNS``: one for each of its runs, at least one."""
    course = [_cell(name, content) for name in COURSE_COLUMNS]
    rows = []
    for run in content.get("instances") or [{}]:
        mode = run.get("mode") or content.get("delivery_mode") or ""
        own = [mode if name == "delivery_mode" else text for name, text in zip(COURSE_COLUMNS, course, strict=True)]
        rows.append([key, *own, *(_run_cell(name, run) for name in RUN_COLUMNS)])
    return rows


def cells_of(content: Content, columns: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return, column by column, what the rows of a listing say, with spaces normalised so that they can be compared."""
    rows = listing_rows("", content)
    return {
        name: tuple(" ".join(row[at].split()) for row in rows) for at, name in enumerate(COLUMNS) if name in columns
    }


def as_csv(header: Sequence[str], rows: Rows) -> bytes:
    """Return the rows as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheet programs need."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([guard_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(header: Sequence[str], rows: Rows, guide: Guide | None = None) -> bytes:
    """Return the rows as XLSX with a header that stays in sight.

    Every cell is text, so that no program changes a date or a number. ``guide`` is a second sheet for people.
    """
    workbook = Workbook()
    _fill(workbook.active, "Courses", header, rows)
    if guide is not None:
        _fill(workbook.create_sheet(), *guide)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(sheet: Any, title: str, header: Sequence[str], rows: Rows) -> None:
    sheet.title = title[:31]
    sheet.append(list(map(well_formed, header)))
    for number, row in enumerate(rows, start=2):
        for at, cell in enumerate(row, start=1):
            if cell:
                sheet.cell(number, at, well_formed(cell)[:32_767]).data_type = "s"
    for at, name in enumerate(header, start=1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.cell(1, at).alignment = Alignment(vertical="top")
        sheet.column_dimensions[get_column_letter(at)].width = COLUMN_WIDTHS.get(name, 16)
    sheet.freeze_panes = "A2"


WRITERS = {"csv": as_csv, "xlsx": as_workbook}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def template_rows() -> Iterator[list[str]]:
    """Yield the rows of an empty table: one that shows how to fill it in."""
    yield [EXAMPLE_ROW.get(name, "") for name in COLUMNS]


def _cell(name: str, content: Content) -> str:
    if name == "language":
        return "|".join(content.get("teaching_languages") or ()) or content.get("language") or ""
    value = content.get(COURSE_COLUMNS[name]) or ""
    kind = COURSE_FIELDS[COURSE_COLUMNS[name]].kind
    if kind is Kind.WORDS:
        return "|".join(part.strip() for part in str(value).split(","))
    if kind is Kind.LIST:
        return "|".join(str(value).splitlines())
    return "|".join(value) if isinstance(value, list) else str(value)


def _run_cell(name: str, run: dict[str, str]) -> str:
    field = RUN_COLUMNS[name]
    time = run.get(f"{field}_time") if field in ("start", "end") else None
    return "T".join(part for part in (run.get(field, ""), time) if part)
