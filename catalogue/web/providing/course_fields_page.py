"""The fields of a course with where their values come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from catalogue.domain.course.records import Origin
from catalogue.models import Course
from catalogue.services.courses.field_locks import LOCKABLE_FIELDS
from catalogue.services.sources.importing.course_rows import shown_value
from catalogue.web.sources import changes


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field; ``origin`` says in words how its value came about."""

    key: str
    label: str
    lines: Sequence[str]
    origin: str
    locked: bool


def present_fields(course: Course) -> list[FieldRow]:
    """Return every field that has a value or a lock."""
    rows = [_row(course, name) for name in LOCKABLE_FIELDS]
    return [row for row in rows if row.lines or row.locked]


def _row(course: Course, name: str) -> FieldRow:
    value_lines = changes.field_lines(name, shown_value(course, name))
    origin = _origin(course.origins.get(name, "")) if value_lines else ""
    return FieldRow(name, changes.changed_field_label(name), value_lines, origin, name in (course.locked or ()))


def _origin(origin: str) -> str:
    words: dict[str, str] = {
        Origin.STATED: _("stated by the source"),
        Origin.DEFAULT: _("set for the whole source"),
        Origin.DETECTED: _("recognised by us from the text"),
        Origin.CLASSIFIED: _("assigned by us from the text"),
        Origin.MEANING: _("assigned by us from the text"),
        Origin.PERSON: _("written by a person here"),
    }
    return words.get(origin, "")
