"""The last commit as this process sees it: opened when it is new, and what happens where it cannot be read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue.search.port import IndexDamaged
from catalogue.search.whoosh_engine.segments.generations import Generations
from catalogue.search.whoosh_engine.snapshot import Snapshot, latest_generation, open_snapshot

_ATTEMPTS = 10
_SECONDS_BETWEEN_FULL_READS = 60.0
"""Between two readings of the whole index because a search failed: a fault in our code may fail at every search."""


class Commits:
    """The commits of one index; ``is_expected`` says, of one without documents, whether it should have some."""

    def __init__(self, generations: Generations, is_expected: Callable[[], bool]) -> None:
        self._generations, self._is_expected = generations, is_expected
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._last_full_read = -_SECONDS_BETWEEN_FULL_READS

    @contextmanager
    def reading(self) -> Iterator[Snapshot | None]:
        """Yield the last commit, None if there is no index yet.

        Raise ``IndexDamaged`` for whatever goes wrong because the files are no longer what was written, and note it for
        the process that repairs. A commit that is open already stays in use while its successor cannot be read.
        """
        snapshot = self._readable()
        try:
            yield snapshot
        except IndexDamaged as damage:
            if snapshot:
                self._generations.note_damage(snapshot.directory, str(damage))
            raise
        except Exception as error:
            if snapshot and (found := self._changed(snapshot)):
                self._generations.note_damage(snapshot.directory, found)
                raise IndexDamaged(found) from error
            raise

    def can_be_read(self) -> bool:
        """Return whether ``reading`` yields a commit, be it one whose successor cannot be read."""
        try:
            return self._readable() is not None
        except IndexDamaged:
            return False

    def newest(self, fresh: bool = False) -> Snapshot | None:
        """Return the last commit, opened if it is new, None if there is no index yet. Raise ``IndexDamaged`` if it
        cannot be read or is empty where courses are expected; with ``fresh`` all files are opened again."""
        snapshot = self.present(fresh)
        if (snapshot is None or not snapshot.live_count) and self._is_expected():
            raise IndexDamaged("the index is empty though there are courses" if snapshot else "the index is missing")
        return snapshot

    def present(self, fresh: bool = False) -> Snapshot | None:
        """Return the last commit, whether courses are expected or not. Raise ``IndexDamaged`` if it cannot be read.

        A rebuild moves the pointer before it removes the directory that the pointer named, so files that vanish under a
        pointer that has moved are no damage.
        """
        for _ in range(_ATTEMPTS):
            directory = self._current()
            if directory is None:
                return None
            known = self._snapshot
            same = known is not None and known.directory == directory and known.unchanged()
            if known and same and not fresh and known.generation == latest_generation(directory):
                return known
            try:
                return self._open(directory, fresh)
            except (IndexDamaged, OSError) as damage:
                if self._current() == directory:
                    raise IndexDamaged(f"the index in {directory} cannot be read: {damage}") from damage
        raise IndexDamaged("the index is replaced faster than it can be opened")

    def _current(self) -> Path | None:
        try:
            directory = self._generations.current()
        except OSError as error:
            raise IndexDamaged(f"the index cannot be read: {error}") from error
        if directory is None and self._snapshot and self._snapshot.live_count:
            raise IndexDamaged("the index is gone")
        return directory

    def _readable(self) -> Snapshot | None:
        try:
            return self.newest()
        except IndexDamaged as damage:
            known = self._snapshot
            if known is None or not known.live_count or not known.unchanged():
                raise
            self._generations.note_damage(known.directory, str(damage))
            return known

    def _open(self, directory: Path, fresh: bool) -> Snapshot:
        with self._opening:
            known = self._snapshot
            reusable = known.files() if known and known.directory == directory and not fresh else {}
            snapshot = open_snapshot(directory, reusable)
            if not fresh:
                self._snapshot = snapshot
            return snapshot

    def _changed(self, snapshot: Snapshot) -> str:
        """Return what is no longer as it was written, empty if nothing is or all of it was read a moment ago."""
        if time.monotonic() - self._last_full_read < _SECONDS_BETWEEN_FULL_READS:
            return ""
        self._last_full_read = time.monotonic()
        return next(iter(snapshot.problems()), "")
