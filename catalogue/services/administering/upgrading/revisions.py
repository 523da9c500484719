"""Which revision a database is at, which is the newest, and how Alembic is asked to go there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parents[3] / "migrations"


def newest_revision() -> str:
    """Return the revision that the program's models describe."""
    return migration_scripts().get_current_head() or ""


def revision_of(engine: Engine) -> str:
    """Return the revision that a database says it is at; empty if it says nothing."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def is_known_revision(revision: str) -> bool:
    """Say whether the program can upgrade from a revision; it cannot from one that only a newer program has."""
    try:
        return not revision or migration_scripts().get_revision(revision) is not None
    except (CommandError, ResolutionError):
        return False


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision, in the transaction that the connection is in."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def next_revision(revision: str) -> str:
    """Return the revision after this one. Raise ``LookupError`` if there is none."""
    for script in migration_scripts().walk_revisions():
        if script.down_revision == (revision or None):
            return str(script.revision)
    raise LookupError(revision)


def migration_scripts() -> ScriptDirectory:
    """Return the folder of migrations, as Alembic reads it."""
    return ScriptDirectory.from_config(alembic_config())


def alembic_config() -> Config:
    """Return the configuration that Alembic needs to find the migrations."""
    config = Config(MIGRATIONS / "alembic.ini")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
