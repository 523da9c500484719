"""What the threads of a worker are doing, so that one that hangs is noticed and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Thread
from time import monotonic


def _nothing(*_: object) -> None:
    """Do nothing."""


class Watch:
    """Running work by name, each at most once at a time, with the seconds after which it counts as hanging.

    ``on_beat`` is called whenever a periodic task finds all well, ``on_hang`` with the names of what hangs.
    ``is_stopping`` says whether the process has been asked to end. Time is that of ``clock``, which never goes back.
    """

    def __init__(
        self,
        on_beat: Callable[[], None] = _nothing,
        on_hang: Callable[[list[str]], None] = _nothing,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.is_stopping: Callable[[], bool] = lambda: False
        self._on_beat, self._on_hang, self._clock = on_beat, on_hang, clock
        self._ends: dict[str, float] = {}
        self._lock = Lock()

    @contextmanager
    def doing(self, name: str, seconds: float) -> Iterator[bool]:
        """Yield whether the block may do the work: not if it is running already."""
        with self._lock:
            mine = name not in self._ends
            if mine:
                self._ends[name] = self._clock() + seconds
        try:
            yield mine
        finally:
            if mine:
                with self._lock:
                    del self._ends[name]

    def hanging(self) -> list[str]:
        """Return the names of work that should have ended."""
        with self._lock:
            return sorted(name for name, ends in self._ends.items() if ends < self._clock())

    def beat(self) -> None:
        """Report that periodic work is done, or that something hangs."""
        if found := self.hanging():
            self._on_hang(found)
        else:
            self._on_beat()


class HarvestThreads:
    """Threads that harvest: at most ``most`` at once, and none of those that periodic tasks run in."""

    def __init__(self, most: int) -> None:
        self._most, self._running, self._lock = most, 0, Lock()

    @property
    def room(self) -> int:
        """How many more may begin."""
        return self._most - self._running

    def begin(self, key: str, harvest: Callable[[str], None]) -> None:
        """Start a thread that harvests a source."""
        self._count(1)
        Thread(target=self._run, args=(key, harvest), name=f"harvest {key}", daemon=True).start()

    def _run(self, key: str, harvest: Callable[[str], None]) -> None:
        try:
            harvest(key)
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._lock:
            self._running += change
