"""The upgrade itself."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError
from filelock import FileLock, Timeout
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from catalogue.services.administering.upgrading.copies import database_file, safety_copy
from catalogue.services.administering.upgrading.leftovers import LeftoverHoldsRows, clear_leftovers
from catalogue.services.administering.upgrading.revisions import (
    is_known_revision,
    migrate,
    newest_revision,
    revision_of,
)
from catalogue.services.administering.upgrading.transactions import ReferencesBroken, one_transaction

logger = logging.getLogger(__name__)

LOCK_TIMEOUT_SECONDS = 600.0
"""How long we wait for another process that upgrades the same database."""
UPGRADE_FAULTS = (SQLAlchemyError, CommandError, ReferencesBroken, LeftoverHoldsRows, sqlite3.Error, OSError)


class UpgradeFailed(Exception):
    """The database is as it was; the message says what went wrong and what to do."""


def bring_to_newest_revision(engine: Engine) -> str:
    """Upgrade a database unless it is at the newest revision already, and return the revision it was at.

    Raise ``UpgradeFailed``, and ``OperationalError`` if the database cannot be reached.
    """
    newest = newest_revision()
    if (found := revision_of(engine)) == newest:
        return found
    database = database_file(engine)
    with _only_upgrader(database):
        if (found := revision_of(engine)) == newest:
            return found
        if not is_known_revision(found):
            raise UpgradeFailed(
                f"the database is at revision {found}, which only a newer program knows; start that one, or restore a "
                "backup that this one made"
            )
        _upgrade(engine, database, found)
    return found


def _upgrade(engine: Engine, database: Path | None, found: str) -> None:
    try:
        with safety_copy(database, found), engine.connect() as connection, one_transaction(connection):
            if connection.dialect.name == "sqlite" and (mended := clear_leftovers(connection, found)):
                logger.warning("an upgrade had been interrupted; put right: %s", "; ".join(mended))
            migrate(connection)
    except UPGRADE_FAULTS as fault:
        reason = str(fault.orig if isinstance(fault, DBAPIError) else fault)
        raise UpgradeFailed(
            f"the database could not be brought from revision {found or 'none'} to the newest one: {reason}. It is as "
            f"it was{_remedy(reason)}"
        ) from fault


def _remedy(reason: str) -> str:
    """Return what to do about the fault, where that is known."""
    if "full" in reason or "No space" in reason:
        return "; make room on the disk (an upgrade needs up to three times the database's size) and start again."
    return "; the program that it was made with still runs on it. Please report this."


@contextmanager
def _only_upgrader(database: Path | None) -> Iterator[None]:
    """Let one process upgrade a file at a time; on PostgreSQL the transaction's lock does so."""
    if database is None:
        yield
        return
    try:
        with FileLock(database.with_name(f"{database.name}.upgrade-lock"), timeout=LOCK_TIMEOUT_SECONDS):
            yield
    except Timeout:
        raise UpgradeFailed("another process is upgrading the database and does not end") from None
    except OSError as fault:
        raise UpgradeFailed(f"the folder of the database cannot be written: {fault}") from fault
