"""The instance folder: for the catalogue's own user alone, and the signing key that is kept there."""

from __future__ import annotations

import logging
import os
import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock

from catalogue.config import SettingError

logger = logging.getLogger(__name__)

OTHERS_PERMISSIONS = stat.S_IRWXG | stat.S_IRWXO
KEY_BYTES = 32
_OWN_KEY = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")
_CHOSEN_KEY = re.compile(rf"(?![0-9a-f]*$)[!-~]{{{KEY_BYTES},}}")
_usual_umask: int | None = None


def keep_private(instance: Path) -> int:
    """Restrict what this process creates to its user, make the instance folder so too, and return how many of its files
    and folders were open to others. Raise ``SettingError`` for a file in its place.

    A folder that holds other things too (a home, a temporary folder, the program itself) is left as it is.
    """
    global _usual_umask
    before = os.umask(OTHERS_PERMISSIONS)
    _usual_umask = before if _usual_umask is None else _usual_umask
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise SettingError(f"CATALOGUE_INSTANCE names {instance}, which is a file; name a folder.") from None
    if _is_shared(instance):
        logger.warning("%s holds other things too; give the catalogue a folder of its own", instance.absolute())
        return 0
    if not _is_open(instance):
        return 0  # nobody gets to what is inside
    opened = [path for path in _inside(instance) if _is_open(path)]
    closed = sum(_close(path) for path in [*opened, instance])
    if opened:
        logger.warning("%s files and folders in %s were open to others; no longer", len(opened), instance.absolute())
    return closed


def make_readable(path: Path) -> None:
    """Let others read a file that a person has asked for, as far as that person's own settings (umask) do."""
    path.chmod(0o666 & ~(_usual_umask if _usual_umask is not None else OTHERS_PERMISSIONS))


def load_signing_key(instance: Path) -> str:
    """Return the signing key, created once; processes that start together get the same one. Raise ``SettingError`` if
    the file does not hold a whole key."""
    path = instance / "secret-key"
    if not path.exists():
        locks = instance / "locks"
        locks.mkdir(exist_ok=True)
        with FileLock(locks / "secret-key.lock"):
            if not path.exists():
                _write_whole(path, secrets.token_hex(KEY_BYTES))
    key = path.read_text("utf-8", errors="replace").strip()
    if not (_OWN_KEY.fullmatch(key) or _CHOSEN_KEY.fullmatch(key)):
        raise SettingError(
            f"{path} does not hold a whole key, perhaps since the disk was full. Put it back from a backup; or remove "
            "it and a new one is made, with which everybody signs in anew, links in mails sent so far end, and the "
            "credentials of sources have to be entered again."
        )
    return key


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there with all of its text, also after a power failure, or not at all."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _is_shared(folder: Path) -> bool:
    whole = folder.absolute().resolve()
    sticky = bool(whole.stat().st_mode & stat.S_ISVTX)
    return sticky or whole == Path.home() or Path(__file__).resolve().is_relative_to(whole)


def _inside(folder: Path) -> Iterator[Path]:
    """Yield files and folders below one, without following links."""
    for parent, folders, files in os.walk(folder):
        for name in [*folders, *files]:
            yield Path(parent, name)


def _is_open(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False  # gone meanwhile
    return not stat.S_ISLNK(mode) and bool(mode & OTHERS_PERMISSIONS)


def _close(path: Path) -> bool:
    try:
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~OTHERS_PERMISSIONS)
    except OSError as error:
        logger.warning("%s stays open to others: %s", path, error)
        return False
    return True
