"""Reading a backup: it is unpacked aside and compared with its manifest before anything of an instance is touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from catalogue.services.administering.backups.manifest import (
    MANIFEST_NAME,
    MAX_MANIFEST_BYTES,
    BackupUnusable,
    Manifest,
    Member,
    read_manifest,
)

CHUNK_BYTES = 1 << 20


@contextmanager
def unpacked_backup(file: Path, folder: Path) -> Iterator[Manifest]:
    """Unpack a backup into a folder that exists for as long as the block runs, and compare every checksum.

    Yield the manifest. Raise ``BackupUnusable``, and ``OSError`` if the file cannot be opened or the disk is full.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        with file.open("rb") as packed:
            manifest = _unpack(packed, folder)
        yield manifest
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(packed: IO[bytes], folder: Path) -> Manifest:
    try:
        with tarfile.open(fileobj=packed, mode="r|gz") as archive:
            entries = iter(archive)
            manifest = _manifest(archive, next(entries, None))
            _require_room(manifest, folder)
            missing = dict(manifest.members)
            for entry in entries:
                _take(archive, entry, missing, folder)
    except (tarfile.TarError, EOFError, zlib.error) as fault:
        raise BackupUnusable(f"it is no backup or a damaged one ({fault})") from None
    if missing:
        raise BackupUnusable(f"{next(iter(missing))} is missing from it")
    return manifest


def _manifest(archive: tarfile.TarFile, entry: tarfile.TarInfo | None) -> Manifest:
    content = archive.extractfile(entry) if entry and entry.isreg() and entry.name == MANIFEST_NAME else None
    if content is None or entry is None or entry.size > MAX_MANIFEST_BYTES:
        raise BackupUnusable("it does not begin with a manifest")
    return read_manifest(content.read())


def _require_room(manifest: Manifest, folder: Path) -> None:
    needed = sum(member.bytes for member in manifest.members.values())
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BackupUnusable(f"it needs {needed:,} bytes of disk at {folder.parent}, and {free:,} are free")


def _take(archive: tarfile.TarFile, entry: tarfile.TarInfo, missing: dict[str, Member], folder: Path) -> None:
    """Write a member, whose name is one of the manifest's: those were compared with the names that are allowed."""
    member = missing.pop(entry.name, None)
    content = archive.extractfile(entry) if member and entry.isreg() and entry.size == member.bytes else None
    if member is None or content is None:
        raise BackupUnusable(f"it holds {entry.name!r}, which its manifest does not name so")
    target = folder / entry.name
    target.parent.mkdir(exist_ok=True, mode=0o700)
    checksum = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        while chunk := content.read(CHUNK_BYTES):
            checksum.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if checksum.hexdigest() != member.sha256:
        raise BackupUnusable(f"{entry.name} in it is damaged")
