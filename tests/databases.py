"""Databases for tests: made once with tables and vocabularies, then copied for each test.

A copy is either one of its own (``copy``) or takes the place of the one before it at an address that stays (``renew``),
for an application that outlives its tests.

SQLite unless ``TEST_POSTGRES_URL`` names a PostgreSQL server on which databases may be made and dropped, such as
``postgresql+psycopg://postgres@127.0.0.1:5432/postgres``; then the same tests run there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")


def fill(settings: Settings) -> None:
    """Bring an empty database to what `catalogue serve` would begin with."""
    from flask_migrate import upgrade

    from catalogue.services.courses.vocabularies import synchronise_vocabularies

    with create_app(settings).app_context():
        upgrade()
        synchronise_vocabularies(db.session())
        if not settings.database_url:
            db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()


class SqliteDatabases:
    """Files, the first of which is copied."""

    def __init__(self, folder: Path) -> None:
        fill(Settings(instance=folder))
        self.first = folder / "catalogue.sqlite"

    def copy(self, instance: Path) -> str:
        """A copy in the instance; no address, as that is where it is looked for."""
        shutil.copy(self.first, instance)
        return ""

    def renew(self, instance: Path) -> str:
        """A copy in the instance, at an address that leads to the instance of the latest test."""
        self.copy(instance)
        latest = self.first.parent / "latest"
        latest.unlink(missing_ok=True)
        latest.symlink_to(instance)
        return f"sqlite:///{latest / self.first.name}"

    def close(self) -> None:
        """Nothing: the folder is pytest's."""


class PostgresDatabases:
    """Databases of a server, the first of which is the template of the others."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.made, self.latest = make_url(address), set(), f"catalogue_{uuid4().hex}"
        self.server = create_engine(self.address, isolation_level="AUTOCOMMIT")
        self.first = self._make("template0")
        fill(Settings(instance=folder, database_url=self._address(self.first)))

    def copy(self, instance: Path) -> str:
        """Another database with the same content; its address."""
        return self._address(self._make(self.first))

    def renew(self, instance: Path) -> str:
        """Another database with the same content and the name of the one before."""
        self._execute(f"DROP DATABASE IF EXISTS {self.latest} WITH (FORCE)")
        return self._address(self._make(self.first, self.latest))

    def close(self) -> None:
        """Drop all that was made."""
        for name in self.made:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")
        self.server.dispose()

    def _make(self, template: str, name: str = "") -> str:
        name = name or f"catalogue_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.made.add(name)
        return name

    def _execute(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.execute(text(statement))

    def _address(self, name: str) -> str:
        return self.address.set(database=name).render_as_string(hide_password=False)


class Pristine:
    """The database as it was: noticed when anything is written, and put back."""

    def __init__(self) -> None:
        db.session.remove()
        self.file = db.engine.url.database
        self.copy = f"{self.file}-copy"
        self.watcher = sqlite3.connect(self.file)
        self.watcher.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.file, self.copy)
        self.seen = self._version()

    def is_untouched(self) -> bool:
        return self._version() == self.seen

    def put_back(self) -> None:
        if self.is_untouched():
            return
        db.session.remove()
        with sqlite3.connect(self.copy) as former, sqlite3.connect(self.file) as present:
            former.backup(present)
        self.seen = self._version()

    def _version(self) -> object:
        return self.watcher.execute("PRAGMA data_version").fetchone()
