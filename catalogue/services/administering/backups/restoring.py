"""Restoring a backup: checked, brought to the newest revision, put in place, and undone if anything fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from catalogue.services.administering.backups.databases import Database
from catalogue.services.administering.backups.file_replacement import replaced_files
from catalogue.services.administering.backups.instance_lock import exclusive_instance
from catalogue.services.administering.backups.manifest import BackupUnusable, Manifest
from catalogue.services.administering.backups.reading import unpacked_backup
from catalogue.services.administering.backups.writing import BACKED_UP_FILES, BACKED_UP_FOLDERS, KEY_FILE

STAGING_NAME = "restore.staging"
QUEUE_FILES = ("queue.sqlite", "queue.sqlite-wal", "queue.sqlite-shm")
"""Files of the job queue; its jobs belong to the state before, so they are removed."""


def restore_backup(
    file: Path, instance: Path, index: Path, database: Database, finish: Callable[[], object]
) -> Manifest:
    """Put a backup in the place of all that an instance holds, and return its manifest.

    ``finish`` makes the index and whatever else must be there before the old state may go. If it raises, or anything
    before it, the old state is put back. Raise ``InstanceBusy``, ``BackupUnusable``, ``UpgradeFailed``, ``OSError``,
    and ``ToolMissing`` or ``ToolFailed`` for PostgreSQL.
    """
    staging = instance / STAGING_NAME
    with exclusive_instance(instance), unpacked_backup(file, staging) as manifest:
        if manifest.database != database.kind:
            raise BackupUnusable(f"it is of a {manifest.database} database, and this instance has {database.kind}")
        dump = staging / database.member
        database.prepare(dump)
        with replaced_files(instance, database, _places(instance, index, database, staging)):
            database.load(dump)
            finish()
    return manifest


def _places(instance: Path, index: Path, database: Database, staging: Path) -> dict[Path, Path | None]:
    """Return which staged file takes which place; None where the backup has nothing for it."""
    places: dict[Path, Path | None] = {index: None}
    for number, path in enumerate(database.files()):
        places[path] = staging / database.member if number == 0 else None
    for name in QUEUE_FILES:
        places[instance / name] = None
    for name in (KEY_FILE, *BACKED_UP_FILES, *BACKED_UP_FOLDERS):
        new = staging / name
        places[instance / name] = new if new.exists() else None
    return places
