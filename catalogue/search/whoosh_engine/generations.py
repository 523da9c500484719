"""Where the index lives: numbered directories, a pointer to the one in use, and the writers' lock.

``current`` names the live directory and is replaced by renaming, so that every process sees either the old index or
the new one, whole, and a rebuild that is killed leaves the old one in use.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from filelock import FileLock, Timeout

from catalogue.search.port import IndexBusy
from catalogue.search.whoosh_engine.schema import FORMAT_VERSION

_NAME = re.compile(r"v(\d+)-(\d{6,})")
PATIENCE = 10.0
"""Seconds a thread waits for another thread of its own process to finish writing."""


class Generations:
    """The directories below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pointer = root / "current"
        self._thread_lock = threading.RLock()
        self._held = False

    def current(self) -> Path | None:
        """The live directory; None if there is none yet or an incompatible program wrote it."""
        name = self._named()
        found = _NAME.fullmatch(name or "")
        return self.root / name if name and found and int(found[1]) == FORMAT_VERSION else None

    def outdated(self) -> bool:
        """Whether the live index was written in a format that this program does not read."""
        return self._named() is not None and self.current() is None

    def new(self) -> Path:
        """An empty directory beside the others, not yet in use. Call with the lock held."""
        numbers = [int(found[2]) for path in self.root.iterdir() if (found := _NAME.fullmatch(path.name))]
        directory = self.root / f"v{FORMAT_VERSION}-{max(numbers, default=0) + 1:06}"
        directory.mkdir()
        return directory

    def use(self, directory: Path) -> None:
        """Make a directory the live one and remove all others, those of killed rebuilds too. Call with the lock held.

        Readers that have the old files open keep them until they let go; others follow the pointer.
        """
        fresh = self._pointer.with_suffix(".new")
        with fresh.open("w") as file:
            file.write(directory.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._pointer)
        for path in self.root.iterdir():
            if _NAME.fullmatch(path.name) and path != directory:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock; a thread that has it may take it again. Raises ``IndexBusy`` if another process has it, or a
        thread of this one for too long."""
        self.root.mkdir(parents=True, exist_ok=True)
        if not self._thread_lock.acquire(timeout=PATIENCE):
            raise IndexBusy("the index is being written in this process; try again when that is done")
        try:
            with nullcontext() if self._held else self._locked():
                yield
        finally:
            self._thread_lock.release()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The lock between processes; call with the lock of threads held."""
        # made anew each time: a lock object may not cross a fork, and a server forks after it has been made
        lock = FileLock(self.root / "write.lock", timeout=0)
        try:
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
            return self._pointer.read_text().strip()
        except FileNotFoundError:
            return None
