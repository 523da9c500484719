"""What people say of the headers of a source's table, where neither their names nor what stands below them tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from catalogue.domain.course.fields import SHEET_COLUMNS
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.registry import NoImporter, choose
from catalogue.ingestion.tables import TableColumn, read_columns
from catalogue.models import Source

MAX_HEADERS_KEPT = 100
MAX_HEADER_CHARACTERS = 300


class NoColumn(ValueError):
    """A column that tables of courses do not have; the message names it and those there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose for a header: a column, or none. ``before`` is what it was read as, None if they chose that
    as well."""

    header: str
    column: str
    before: str | None = None


def columns_of(page: Page, format: str, said: Mapping[str, str]) -> Sequence[TableColumn]:
    """Return the columns of the table in a page as they are read with what a person said; none if it holds no table."""
    with suppress(NoImporter, Unreadable):
        return read_columns(choose(page, format), replace(page, columns=said))
    return ()


def said_of_headers(choices: Sequence[Choice]) -> dict[str, str]:
    """Return what a person said that is not simply what was read already. Raise ``NoColumn``."""
    chosen = {one.header.strip(): one.column for one in choices[:MAX_HEADERS_KEPT] if one.column != one.before}
    return check_columns(chosen)


def check_columns(said: Mapping[str, str]) -> dict[str, str]:
    """Return what was said of headers. Raise ``NoColumn`` for a column that there is not."""
    for column in said.values():
        if column and column not in SHEET_COLUMNS:
            raise NoColumn(f"There is no column {column!r}; choose one of: {', '.join(SHEET_COLUMNS)}.")
    return {header[:MAX_HEADER_CHARACTERS]: column for header, column in said.items() if header}


def keep_columns(session: Session, source: Source, said: Mapping[str, str]) -> None:
    """Have each run of a source read its table as a person said. Commits. Raise ``NoColumn``."""
    source.columns = check_columns(said)
    session.commit()
