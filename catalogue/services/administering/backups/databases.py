"""The two databases as backups see them: something to dump while others write, and to load."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, create_engine, make_url

from catalogue.services.administering.upgrading import bring_to_newest_revision
from catalogue.services.administering.upgrading.copies import copy_database

SQLITE_LOG_SUFFIXES = ("-wal", "-shm")


class ToolMissing(Exception):
    """A program of PostgreSQL is not installed; the message names the command to run."""


class ToolFailed(Exception):
    """A program of PostgreSQL ended with an error; the message is its own."""


class Database(Protocol):
    """What a backup needs of a database."""

    kind: str
    member: str

    def dump(self, target: Path) -> None:
        """Write the content of one moment."""

    def files(self) -> list[Path]:
        """Return the files that a restore replaces, the database itself first; none for a database on a server."""

    def prepare(self, dump: Path) -> None:
        """Bring a dump that is not in use yet to the newest revision, where that can be done outside a server."""

    def load(self, dump: Path) -> None:
        """Replace all content by the dump's, whole or not at all; do nothing where replacing files did it already."""


def database_at(address: str) -> Database:
    """Return the database at an address."""
    url = make_url(address)
    return SqliteFile(Path(url.database or "")) if url.get_backend_name() == "sqlite" else PostgresServer(url)


class SqliteFile:
    """A file, copied by SQLite's own online backup and put back by renaming."""

    kind = "SQLite"
    member = "database.sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()

    def dump(self, target: Path) -> None:
        """Copy the database while others may write to it. Raise ``FileNotFoundError`` if there is none."""
        if not self._path.exists():
            raise FileNotFoundError(f"there is no database at {self._path}")
        copy_database(self._path, target)

    def files(self) -> list[Path]:
        """Return the database file and its logs."""
        return [self._path, *(self._path.with_name(self._path.name + log) for log in SQLITE_LOG_SUFFIXES)]

    def prepare(self, dump: Path) -> None:
        """Upgrade the dump before it is put in place. Raise ``UpgradeFailed`` if that cannot be done."""
        engine = create_engine(f"sqlite:///{dump}")
        try:
            bring_to_newest_revision(engine)
        finally:
            engine.dispose()

    def load(self, dump: Path) -> None:
        """Do nothing, since the file is in place already."""


class PostgresServer:
    """A database on a server, by PostgreSQL's own programs."""

    kind = "PostgreSQL"
    member = "database.dump"

    def __init__(self, url: URL) -> None:
        self._password = url.password
        self._address = url.set(drivername="postgresql", password=None).render_as_string()

    def dump(self, target: Path) -> None:
        """Have ``pg_dump`` write one snapshot. Raise ``ToolMissing`` and ``ToolFailed``."""
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", self._address)

    def files(self) -> list[Path]:
        """Return an empty list: nothing of it is a file of ours."""
        return []

    def prepare(self, dump: Path) -> None:
        """Do nothing, since the server's database is upgraded once it is loaded."""

    def load(self, dump: Path) -> None:
        """Empty the database and fill it in one transaction. Raise ``ToolMissing`` and ``ToolFailed``."""
        script = dump.with_name(f"{dump.name}.sql")
        empty_schema = ("--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public")
        try:
            self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump))
            self._run(
                "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction",
                f"--dbname={self._address}", *empty_schema, f"--file={script}",
            )  # fmt: skip
        finally:
            script.unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str) -> None:
        executable = shutil.which(program)
        if not executable:
            raise ToolMissing(
                f"{program} was not found; install PostgreSQL's client programs of the server's version or newer. "
                f"By hand: {program} {' '.join(arguments)}"
            )
        environment = {**os.environ, **({"PGPASSWORD": str(self._password)} if self._password else {})}
        command = [executable, *arguments]
        completed = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if completed.returncode:
            raise ToolFailed(f"{program}: {completed.stderr.strip()[-500:]}")
