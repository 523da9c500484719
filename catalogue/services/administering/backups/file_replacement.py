"""Putting new files in the place of old ones, all or none, whenever the process dies: a journal says how to go back."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from catalogue.services.administering.backups.databases import Database
from catalogue.services.administering.backups.instance_lock import InstanceBusy, exclusive_instance
from catalogue.services.administering.backups.writing import flush_folder

JOURNAL_NAME = "restore-journal.json"
OLD_DUMP_NAME = "database-before-restore.dump"
SWAPPING = "swapping"
DONE = "done"


@contextmanager
def replaced_files(instance: Path, database: Database, places: dict[Path, Path | None]) -> Iterator[None]:
    """Put a new file or folder, or nothing, in each place, and keep what was there until the block is done.

    If the block raises, everything is put back; if the process dies, the next one does so when it starts. A database on
    a server is dumped first and loaded again.
    """
    dump = instance / OLD_DUMP_NAME
    if not database.files():
        database.dump(dump)
    for place, new in places.items():
        if new is not None:
            _remove(_new_path(place))
            shutil.move(new, _new_path(place))
    existed = {str(place): place.exists() for place in places}
    _write_journal(instance, SWAPPING, existed)
    try:
        for place in places:
            _swap(place)
        yield
    except BaseException:
        _settle(instance, database)
        raise
    _write_journal(instance, DONE, existed)
    _settle(instance, database)


def finish_interrupted_restore(instance: Path, database: Database) -> None:
    """Undo a restore whose process died, or delete what a finished one had put aside; do nothing if there was none.

    A restore that is running is left to its process.
    """
    if (instance / JOURNAL_NAME).exists():
        with suppress(InstanceBusy), exclusive_instance(instance):
            _settle(instance, database)


def _settle(instance: Path, database: Database) -> None:
    """Go back, or clear away the old files; each step may be done twice, so that the next process can go on."""
    journal = instance / JOURNAL_NAME
    dump = instance / OLD_DUMP_NAME
    with suppress(FileNotFoundError):
        written = json.loads(journal.read_text("utf-8"))
        undo = written["phase"] == SWAPPING
        for place, existed in written["existed"].items():
            _put_back(Path(place), existed) if undo else _remove(_old_path(Path(place)))
        if undo and dump.exists():
            database.load(dump)
        dump.unlink(missing_ok=True)
        flush_folder(instance)
        journal.unlink()


def _swap(place: Path) -> None:
    _remove(_old_path(place))
    if place.exists():
        place.rename(_old_path(place))
    if _new_path(place).exists():
        _new_path(place).rename(place)


def _put_back(place: Path, existed: bool) -> None:
    _remove(_new_path(place))
    if not existed:
        _remove(place)
    elif _old_path(place).exists():
        _remove(place)
        _old_path(place).rename(place)


def _write_journal(instance: Path, phase: str, existed: dict[str, bool]) -> None:
    unfinished = instance / f"{JOURNAL_NAME}.new"
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump({"phase": phase, "existed": existed}, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(instance / JOURNAL_NAME)
    flush_folder(instance)


def _new_path(place: Path) -> Path:
    return place.with_name(f"{place.name}.restored")


def _old_path(place: Path) -> Path:
    return place.with_name(f"{place.name}.replaced")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
