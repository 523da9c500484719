"""One transaction for everything that an upgrade does, on SQLite too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

UPGRADE_LOCK = 0x43617461_6C6F6775
"""The number of the advisory lock that upgrades of a PostgreSQL database hold."""


class ReferencesBroken(Exception):
    """Rows refer to rows that an upgrade lost; the message names the tables."""


@contextmanager
def one_transaction(connection: Connection) -> Iterator[None]:
    """Have what the block does take effect as a whole or, if it raises or the process dies, not at all.

    A second process waits until the first is done. Raise ``ReferencesBroken`` on SQLite if rows are left whose foreign
    keys lead nowhere and did lead somewhere before.
    """
    if connection.dialect.name == "sqlite":
        with _on_sqlite(connection):
            yield
        return
    with connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})")
        yield


@contextmanager
def _on_sqlite(connection: Connection) -> Iterator[None]:
    """Begin by ourselves: Python's driver begins before the first INSERT and leaves the DDL ahead of it outside.

    Foreign keys are not looked at until the end: a table altered in a batch is made anew and its old self dropped,
    which would take along every row that refers to it (https://sqlite.org/lang_altertable.html#otheralter, step 1).
    The pragma has no effect inside a transaction.
    """
    driver = connection.connection.dbapi_connection
    assert driver is not None  # noqa: S101  a connection in use has one
    usual_isolation_level = driver.isolation_level
    driver.isolation_level = None  # so that the driver begins no transaction by itself
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            before = _broken_references(connection)
            yield
            if broken := _broken_references(connection) - before:
                raise ReferencesBroken(f"rows of {', '.join(sorted(broken))} would refer to nothing")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.isolation_level = usual_isolation_level


def _broken_references(connection: Connection) -> Counter[str]:
    """Return how many foreign keys of each table lead nowhere."""
    return Counter(row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
