"""Databases as an older program left them: any revision, rows in every table, whole or half upgraded."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Column, Connection, Engine, ForeignKey, MetaData, Table, event

from catalogue.extensions import db
from catalogue.services.administering.upgrading.revisions import alembic_config, migrate, migration_scripts
from catalogue.services.administering.upgrading.transactions import one_transaction
from tests.databases import POSTGRES

ROWS = 3
MOMENT = datetime(2026, 11, 23, 12, tzinfo=UTC)
VALUES: dict[tuple[str, str], Any] = {
    ("course", "status"): "published",
    ("course", "credential"): None,
    ("course", "isced_f"): None,
    ("course", "workload"): None,
    ("course", "delivery_mode"): "online",
    ("course", "pace"): None,
    ("course_instance", "mode"): "online",
    ("course_instance", "status"): "scheduled",
    ("course_instance", "zone"): None,
    ("import_run", "status"): "done",
    ("skill_area", "key"): ("batteries", "hydrogen", "electric-drive"),
    ("course_skill", "skill_key"): ("battery", "lithium-ion", "battery-cell"),
    ("skill_supply", "skill"): ("battery", "lithium-ion", "battery-cell"),
    ("course_job_role", "role_key"): ("battery-technician", "cell-production-operator", "cell-process-engineer"),
    ("learning_goal", "job_role"): ("battery-technician", "cell-production-operator", "cell-process-engineer"),
    ("region", "code"): ("DE", "DE1", "DE11"),
}
"""What the program would not understand if it were made up; one value for all rows, or one for each."""
LISTS = {
    "teaching_languages",
    "keywords",
    "learning_outcomes",
    "locked",
    "notes",
    "allow",
    "block",
    "notices",
    "alarms",
}
"""JSON columns that hold lists; the others hold objects."""
CHANGED_ON_PURPOSE = {("snapshot", "mark")}
"""What a migration sets anew in rows that are there, so that no test takes it for lost."""

Rows = dict[str, list[dict[str, Any]]]


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database without tables: a file in the folder, or on the server that tests are told of."""
    if not POSTGRES:
        yield f"sqlite:///{folder / 'catalogue.sqlite'}"
        return
    name = f"catalogue_{uuid4().hex}"
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    yield sa.make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


def revisions() -> list[str]:
    """All of them, the oldest first."""
    return [script.revision for script in migration_scripts().walk_revisions()][::-1]


def step_by_step(engine: Engine) -> Iterator[tuple[str, list[str]]]:
    """Go from revision to revision and fill what is new at each; each revision with what it lost."""
    before: Rows = {}
    for revision in revisions():
        with engine.connect() as connection, one_transaction(connection):
            migrate(connection, revision)
        yield revision, lost(before, contents(engine))
        with engine.connect() as connection, one_transaction(connection):
            fill_every_table(connection)
        before = contents(engine)


def make_at(engine: Engine, revision: str) -> Rows:
    """Make the tables of a revision, fill each, and answer what is in them."""
    with engine.connect() as connection, one_transaction(connection):
        migrate(connection, revision)
        fill_every_table(connection)
    return contents(engine)


def fill_every_table(connection: Connection) -> None:
    """Write a few rows into each table that has none, parents first, as its types and its foreign keys allow."""
    found = MetaData()
    found.reflect(connection)
    keys: Rows = {}
    for table in found.sorted_tables:
        keys[table.name] = [dict(row) for row in connection.execute(table.select()).mappings()]
        if not keys[table.name]:
            keys[table.name] = list(_rows(table, keys))
            connection.execute(table.insert(), keys[table.name])
    if connection.dialect.name == "postgresql":
        for table in found.sorted_tables:
            _advance_sequence(connection, table)


def contents(engine: Engine) -> Rows:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table: [dict(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()]
            for table in sa.inspect(connection).get_table_names()
            if table != "alembic_version"
        }


def lost(before: Rows, after: Rows) -> list[str]:
    """What was there and is not; a table or column that the newest revision no longer has does not count."""
    return [
        f"{table}: {row}"
        for table, rows in before.items()
        if table in after
        for row in rows
        if not any(_kept(table, row, one) for one in after[table])
    ]


def differences(engine: Engine) -> list[Any]:
    """How the tables differ from those that the models describe."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, db.metadata))


def upgrade_as_before(engine: Engine) -> None:
    """Upgrade as the program did when an upgrade of SQLite was no transaction."""
    directory = migration_scripts()

    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs("head", revision)

    with engine.connect() as connection, EnvironmentContext(alembic_config(), directory, fn=steps) as environment:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
        environment.configure(connection=connection, target_metadata=db.metadata, render_as_batch=True)
        with environment.begin_transaction():
            environment.run_migrations()


def killed(work: Callable[[Engine], object], address: str, statement: int) -> bool:
    """Do it in a process of its own that is killed before its so-manieth statement; whether it came to that."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    try:
        engine = sa.create_engine(address)
        left = [statement]

        def count(*_arguments: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(engine, "before_cursor_execute", count)
        work(engine)
    finally:
        os._exit(0)


def _kept(table: str, row: dict[str, Any], one: dict[str, Any]) -> bool:
    return all(
        one[name] == value for name, value in row.items() if name in one and (table, name) not in CHANGED_ON_PURPOSE
    )


def _rows(table: Table, keys: Rows) -> Iterator[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number in range(ROWS):
        row: dict[str, Any] = {}
        for column in table.columns:
            row[column.name] = _value(column, number, row, {**keys, table.name: made})
        if None not in (row[column.name] for column in table.columns if not column.nullable):
            made.append(row)
            yield row


def _value(column: Column[Any], number: int, row: dict[str, Any], keys: Rows) -> Any:
    for foreign in column.foreign_keys:
        return _parent(foreign, number, keys)
    told = VALUES.get((column.table.name, column.name), column)
    if told is not column:
        return told[number] if isinstance(told, tuple) else told
    return _made_up(column, number)


def _parent(foreign: ForeignKey, number: int, keys: Rows) -> Any:
    """The key of a row: a table's second reference to the same parents is to the next one, one to itself the last."""
    table, parents = foreign.parent.table, foreign.column.table
    if table is parents:
        rows, place = keys[parents.name], number - 1
    else:
        same = [column for column in table.columns for one in column.foreign_keys if one.column.table is parents]
        rows, place = keys[parents.name], number + same.index(foreign.parent)
    return rows[place][foreign.column.name] if 0 <= place < len(rows) else None


def _made_up(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, sa.JSON):
        return [] if column.name in LISTS else {}
    for known, value in (
        (sa.Boolean, False),
        (sa.Integer, number + 1),
        (sa.Float, number + 0.5),
        (sa.Numeric, Decimal(number)),
        (sa.DateTime, MOMENT if getattr(kind, "timezone", False) else MOMENT.replace(tzinfo=None)),
        (sa.Date, date(2026, 11, number + 1)),
        (sa.Time, time(9, number)),
        (sa.LargeBinary, bytes([number])),
    ):
        if isinstance(kind, known):
            return value
    return _text(column, getattr(kind, "length", None) or 200, number)


def _text(column: Column[Any], length: int, number: int) -> str:
    if length <= 5 or column.name in ("language", "locale"):
        return {2: "DE", 3: "EUR"}.get(length, "en") if not column.primary_key else f"DE{number}"
    if "url" in column.name or column.name in ("address", "image"):
        return f"https://academy.example/{column.table.name}/{number}"
    return f"{column.name}-{number}"[:length]


def _advance_sequence(connection: Connection, table: Table) -> None:
    for column in table.primary_key.columns:
        if isinstance(column.type, sa.Integer) and not column.foreign_keys and column.server_default is not None:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), {ROWS + 1})"
            )
