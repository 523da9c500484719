"""The columns of a table as a person sees and names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS, SHEET_COLUMNS
from catalogue.ingestion.tables import TableColumn
from catalogue.services.sources.onboarding import Preview

WANTED = ("title", "url", "start_date")
"""Columns for which a table is looked through; where one is not read, a person is asked at once."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: its header, some of what stands in it, and what it is read as.

    ``before`` is what it would be read as by itself, or a star where a person said it.
    """

    header: str
    samples: Sequence[str]
    column: str
    guessed: bool
    before: str


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """The columns of a table, what may be chosen for them, and the labels of ``WANTED`` that none is read as.

    ``gone`` are headers of which a person said what they mean and that are not there any more.
    """

    columns: Sequence[ColumnView]
    choices: Sequence[tuple[str, str]]
    lacking: Sequence[str]
    gone: Sequence[str]


SAID = "*"


def present_columns(preview: Preview) -> ColumnsView:
    """Return the columns that were found, none if it is no table."""
    labels = column_labels()
    read_as = {column.column for column in preview.columns}
    headers = {column.header for column in preview.columns}
    return ColumnsView(
        columns=[_column(column, column.header in preview.said) for column in preview.columns],
        choices=[("", _("not read")), *((name, labels[name]) for name in SHEET_COLUMNS)],
        lacking=[labels[name] for name in WANTED if name not in read_as],
        gone=[header for header, column in preview.said.items() if column and header not in headers],
    )


def _column(column: TableColumn, said: bool) -> ColumnView:
    guessed = bool(column.column) and not column.certain
    return ColumnView(column.header, column.samples, column.column, guessed, SAID if said else column.column)


def column_labels() -> dict[str, str]:
    """Return what each column of a sheet is called in the reader's language, with its name where two share a label."""
    found = {"provider": _("Provider")}
    for one in (*INSTANCE_FIELDS.values(), *COURSE_FIELDS.values()):
        if one.column:
            found[one.column] = _(one.label)
    twice = {label for label in found.values() if list(found.values()).count(label) > 1}
    return {name: f"{label} ({name})" if label in twice else label for name, label in found.items()}
