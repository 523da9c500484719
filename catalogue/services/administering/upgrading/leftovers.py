"""Removing what an upgrade that was killed left in a SQLite database, back when upgrades were no transactions.

The row that names the revision was old, tables and columns of the next one were there already, and the next upgrade
failed on them. They hold nothing: what wrote rows was a transaction even then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from catalogue.services.administering.upgrading.revisions import migrate, next_revision

BATCH_TABLE = "_alembic_tmp_"
"""Beginning of the names of the tables that Alembic copies rows into."""
VERSION_TABLE = "alembic_version"


class LeftoverHoldsRows(Exception):
    """A table of the next revision is there already and has rows, so somebody else made it; the message names it."""


@dataclass(frozen=True, slots=True)
class _Schema:
    """Columns by table, and the statement that made each index and trigger."""

    columns: dict[str, tuple[str, ...]]
    statements: dict[tuple[str, str], str]


def clear_leftovers(connection: Connection, revision: str) -> list[str]:
    """Bring a database back to what its revision describes, and return the statements that were run, as a rule none.

    What belongs to neither this revision nor the next is not ours and stays. Raise ``LeftoverHoldsRows`` if a table
    that would be dropped has rows.
    """
    found = _schema(connection)
    with _scratch() as scratch:
        if revision:
            migrate(scratch, revision)
        expected = _schema(scratch)
        if _same(found, expected):
            return []
        migrate(scratch, next_revision(revision))
        following_schema = _schema(scratch)
    return [
        statement
        for statement in _repairs(connection, found, expected, following_schema)
        if _executed(connection, statement)
    ]


def _repairs(connection: Connection, found: _Schema, expected: _Schema, following_schema: _Schema) -> Iterator[str]:
    """Yield the statements to run, in an order in which each can be: an index goes before its column."""
    for kind, name in sorted(found.statements.keys() & following_schema.statements.keys() - expected.statements.keys()):
        yield f'DROP {kind} "{name}"'
    for table in sorted(found.columns.keys() - expected.columns.keys()):
        if table.startswith(BATCH_TABLE):
            yield f'DROP TABLE "{table}"'
        elif table in following_schema.columns and table != VERSION_TABLE:
            _require_empty(connection, table)
            yield f'DROP TABLE "{table}"'
    for table, columns in expected.columns.items():
        for column in found.columns.get(table, ()):
            if column not in columns and column in following_schema.columns.get(table, ()):
                yield f'ALTER TABLE "{table}" DROP COLUMN "{column}"'
    for missing in sorted(expected.statements.keys() - found.statements.keys()):
        yield expected.statements[missing]


def _require_empty(connection: Connection, table: str) -> None:
    if connection.exec_driver_sql(f'SELECT 1 FROM "{table}" LIMIT 1').first():  # noqa: S608  a name from our schema
        raise LeftoverHoldsRows(
            f"the table {table} belongs to a newer revision and holds rows; rename it, or restore a backup"
        )


def _executed(connection: Connection, statement: str) -> bool:
    connection.exec_driver_sql(statement)
    return True


def _same(found: _Schema, expected: _Schema) -> bool:
    return (
        _columns_by_table(found) == _columns_by_table(expected)
        and found.statements.keys() == expected.statements.keys()
    )


def _columns_by_table(schema: _Schema) -> dict[str, set[str]]:
    return {table: set(columns) for table, columns in schema.columns.items() if table != VERSION_TABLE}


def _schema(connection: Connection) -> _Schema:
    rows = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    ).all()
    tables = [name for kind, name, _sql in rows if kind == "table"]
    return _Schema(
        {table: _columns(connection, table) for table in tables},
        {(kind.upper(), name): sql for kind, name, sql in rows if kind in ("index", "trigger")},
    )


def _columns(connection: Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.exec_driver_sql(f'PRAGMA table_xinfo("{table}")'))


@contextmanager
def _scratch() -> Iterator[Connection]:
    """Yield a connection to a database in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
