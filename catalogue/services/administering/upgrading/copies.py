"""A copy of a SQLite database beside it, made before an upgrade and put back if the upgrade fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine

PRIVATE_FILE_MODE = 0o600


def database_file(engine: Engine) -> Path | None:
    """Return where a SQLite database lies; None for one in memory or on a server."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at this moment, whoever writes to it, so that the copy is there whole or not at all.

    Raise ``sqlite3.Error`` or ``OSError``, for example if the disk is full; then nothing is left of the copy.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE_MODE))
        _back_up(source, unfinished)
        _make_one_file(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def safety_copy(database: Path | None, revision: str) -> Iterator[Path | None]:
    """Keep a copy for as long as the block runs, and put it back if the block raises and has changed anything.

    Yield the path of the copy, or None if there is nothing to copy. The copy of the latest upgrade stays, since a wrong
    migration shows later; those of earlier ones are deleted.
    """
    if database is None or not revision:
        yield None
        return
    copy = database.with_name(f"{database.name}.at-{revision}")
    copy_database(database, copy)
    try:
        yield copy
    except BaseException:
        if _fingerprint(database) != _fingerprint(copy):
            _back_up(copy, database)
        raise
    for earlier in database.parent.glob(f"{database.name}.at-*"):
        if earlier != copy:
            earlier.unlink(missing_ok=True)


def _back_up(source: Path, target: Path) -> None:
    """Copy in one step: with several, every write of another process would make it begin again."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)


def _fingerprint(database: Path) -> list[tuple[str, ...]]:
    """Return the tables and the revision, which is what a migration that was not undone would have changed."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2").fetchall()
        with suppress(sqlite3.OperationalError):
            rows += connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return rows


def _make_one_file(path: Path) -> None:
    """Merge the write-ahead log into the database file, and flush it to the disk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())
