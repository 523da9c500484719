"""Writing a backup: what there is at one moment, staged, summed up, and packed under its name when it is whole."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from catalogue.services.administering.backups.databases import Database
from catalogue.services.administering.backups.manifest import MANIFEST_NAME, MEMBER_NAME_PATTERN, Manifest, Member

BACKED_UP_FILES = ("sample-accounts.txt",)
BACKED_UP_FOLDERS = ("mail", "interest")
KEY_FILE = "secret-key"
PRIVATE_FILE_MODE = 0o600
PRIVATE_FOLDER_MODE = 0o700


class BackupBusy(Exception):
    """Another process is making a backup of the same instance."""


def write_backup(instance: Path, database: Database, revision: str, secret_key: str, file: Path) -> Manifest:
    """Write a backup of a running instance, and return its manifest.

    The file is there whole or not at all, and readable to its owner only. Logos and uploads are rows of the database.
    Raise ``BackupBusy``, ``OSError``, ``sqlite3.Error``, and ``ToolMissing`` or ``ToolFailed`` for PostgreSQL.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    with _only_backup(instance), _staging(file.with_name(f"{file.name}.staging")) as staging:
        _stage(instance, database, secret_key, staging)
        manifest = _make_manifest(staging, database.kind, revision)
        try:
            _pack(staging, manifest, unfinished)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
        flush_folder(file.parent)
    return manifest


def flush_folder(folder: Path) -> None:
    """Write a folder's list of names to the disk, so that it outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _only_backup(instance: Path) -> Iterator[None]:
    try:
        with FileLock(instance / "backup.lock", timeout=0):
            yield
    except Timeout:
        raise BackupBusy("another backup of this instance is being made; wait until that is done") from None


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Yield an empty folder beside the backup; what a killed backup left there is deleted first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=PRIVATE_FOLDER_MODE)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(instance: Path, database: Database, secret_key: str, staging: Path) -> None:
    """Copy files before the database: what is counted or sent meanwhile is then there twice, and noticed, not lost."""
    paths = [instance / name for name in BACKED_UP_FILES]
    paths += [path for name in BACKED_UP_FOLDERS for path in (instance / name).glob("*")]
    for path in paths:
        name = path.relative_to(instance).as_posix()
        if MEMBER_NAME_PATTERN.fullmatch(name):
            _copy_if_there(path, staging / name)
    (staging / KEY_FILE).write_text(secret_key)
    database.dump(staging / database.member)


def _copy_if_there(path: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True, mode=PRIVATE_FOLDER_MODE)
    try:
        shutil.copyfile(path, target)
    except (FileNotFoundError, IsADirectoryError):
        target.unlink(missing_ok=True)


def _make_manifest(staging: Path, kind: str, revision: str) -> Manifest:
    paths = [path for path in sorted(staging.rglob("*")) if path.is_file()]
    return Manifest(
        program=version("automotive-skills-catalogue"),
        revision=revision,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=kind,
        members={path.relative_to(staging).as_posix(): Member(path.stat().st_size, sha256_of(path)) for path in paths},
    )


def _pack(staging: Path, manifest: Manifest, target: Path) -> None:
    target.unlink(missing_ok=True)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE_MODE), "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", format=tarfile.PAX_FORMAT, compresslevel=6) as archive:
            written = manifest.written()
            archive.addfile(_entry(MANIFEST_NAME, len(written)), io.BytesIO(written))
            for name, member in manifest.members.items():
                with (staging / name).open("rb") as content:
                    archive.addfile(_entry(name, member.bytes), content)
        file.flush()
        os.fsync(file.fileno())


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = PRIVATE_FILE_MODE
    return entry
