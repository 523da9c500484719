"""How Alembic reaches the catalogue's tables; run through Flask-Migrate inside the application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

target = current_app.extensions["migrate"].db


def run_migrations() -> None:
    """Run against the application's database, altering tables in batches because SQLite cannot alter them in place."""
    with target.engine.connect() as connection, unguarded(connection):
        context.configure(connection=connection, target_metadata=target.metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """SQLite without foreign keys for as long as the block runs.

    A table altered in a batch is made anew and its old self dropped, which would take along every row that refers to
    it (https://sqlite.org/lang_altertable.html#otheralter, step 1). The pragma has no effect inside a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    _outside_transactions(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        _outside_transactions(connection, "PRAGMA foreign_keys=ON")


def _outside_transactions(connection: Connection, pragma: str) -> None:
    connection.exec_driver_sql(pragma)
    connection.commit()


run_migrations()
