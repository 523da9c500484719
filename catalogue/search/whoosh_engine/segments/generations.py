"""Generations of the index: numbered directories, a pointer to the live one, and the writers' lock.

``current`` names the live directory and is replaced by renaming, so that every process sees either the old index or the
new one, whole, and a rebuild that is killed leaves the old one live. No name is used twice, even if somebody removes
everything: a reader that has an index open can tell that another has taken its place.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from catalogue.search.port import IndexBusy, IndexDamaged
from catalogue.search.whoosh_engine.schema import FORMAT_VERSION
from catalogue.search.whoosh_engine.segments.disk_errors import writing_to_disk

_NAME = re.compile(r"v(\d+)-(\d{6,})(?:-[0-9a-f]+)?")
_DAMAGE_NOTE = "damaged"
"""In a live directory: what a reader could not read, for the process that repairs."""
LOCK_TIMEOUT_SECONDS = 10.0
"""Seconds a thread waits for another thread of its own process to finish writing."""


class Generations:
    """The generations of an index: the directories below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pointer = root / "current"
        self._thread_lock = threading.RLock()
        self._held = False

    def current(self) -> Path | None:
        """Return the live directory, None if there is no index yet.

        Raise ``IndexDamaged`` if no pointer says which it is or it is of another format, ``OSError`` if the disk fails.
        """
        name = self._named()
        if name is None:
            if self._present():
                raise IndexDamaged("nothing says which of the directories holds the index")
            return None
        found = _NAME.fullmatch(name)
        if not found:
            raise IndexDamaged("what should name the directory of the index is not a name")
        if int(found[1]) != FORMAT_VERSION:
            raise IndexDamaged("the index was written by another version of the catalogue")
        return self.root / name

    def is_newer(self) -> bool:
        """Return whether a later version of the catalogue wrote the live index; an older one must leave it alone."""
        with suppress(OSError):
            found = _NAME.fullmatch(name := self._named() or "")
            return bool(found and int(found[1]) > FORMAT_VERSION and (self.root / name).is_dir())
        return False

    def note_damage(self, directory: Path, damage: str) -> None:
        """Leave a note of what cannot be read, for the process that repairs; it goes with the directory."""
        with suppress(OSError):
            if not (note := directory / _DAMAGE_NOTE).exists():
                note.write_text(damage)

    def noted_damage(self, directory: Path) -> str:
        """Return what readers could not read, empty if they noted nothing."""
        try:
            return (directory / _DAMAGE_NOTE).read_text(errors="replace")
        except FileNotFoundError:
            return ""

    @writing_to_disk()
    def create(self) -> Path:
        """Return an empty directory beside the others, not yet live. Call with the lock held."""
        numbers = [int(found[2]) for path in self._present() if (found := _NAME.fullmatch(path.name))]
        directory = self.root / f"v{FORMAT_VERSION}-{max(numbers, default=0) + 1:06}-{secrets.token_hex(4)}"
        directory.mkdir()
        return directory

    @writing_to_disk()
    def publish(self, directory: Path) -> None:
        """Make a directory the live one and remove all others, those of killed rebuilds too. Call with the lock held.

        Readers that have the old files open keep them until they close them; others follow the pointer.
        """
        fresh = self._pointer.with_suffix(".new")
        with fresh.open("w") as file:
            file.write(directory.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._pointer)
        for path in self._present():
            if path != directory:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writers' lock; a thread that holds it may take it again.

        Raise ``IndexBusy`` if another process holds it, or a thread of this one for too long, and ``IndexUnwritable``
        if the disk refuses the lock.
        """
        if not self._thread_lock.acquire(timeout=LOCK_TIMEOUT_SECONDS):
            raise IndexBusy("the index is being written in this process; try again when that is done")
        try:
            with nullcontext() if self._held else self._locked():
                yield
        finally:
            self._thread_lock.release()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock between processes; call with the lock of threads held."""
        # made anew each time: a lock object may not cross a fork, and a server forks after it has been made
        lock = FileLock(self.root / "write.lock", timeout=0)
        try:
            with writing_to_disk():
                self.root.mkdir(parents=True, exist_ok=True)
                lock.acquire()
        except Timeout:
            raise IndexBusy("another process is writing the index; it takes over the changes left for it") from None
        self._held = True
        try:
            yield
        finally:
            self._held = False
            lock.release()

    def _named(self) -> str | None:
        try:
            return self._pointer.read_text(errors="replace").strip()
        except FileNotFoundError:
            return None

    def _present(self) -> list[Path]:
        try:
            return [path for path in self.root.iterdir() if _NAME.fullmatch(path.name)]
        except FileNotFoundError:
            return []
