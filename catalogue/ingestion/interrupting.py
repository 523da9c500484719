"""Ending pure work that does not end by itself: reading a page, making a record of a draft.

A run looks at the clock between records; what takes its time within one is ended from another thread, by an exception
that CPython raises between two of its steps (``PyThreadState_SetAsyncExc``). So only work may be ended that holds
nothing but values: no database, no file. A single call into C, such as one regular expression, is waited for.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import TIMEOUT_MAX, Event, Lock, Thread, get_ident
from types import TracebackType
from typing import TypeVar

from catalogue.domain.text.messages import Text
from catalogue.ingestion.item import Dropped, Item, Stage

GRACE_SECONDS = 1.0
"""Time that a piece of work gets although the deadline has passed: only endless work is to be ended."""
Value = TypeVar("Value")


class OutOfTime(BaseException):
    """The work was ended at its deadline. It is no ``Exception``, so that no reader of pages catches it."""


class Interrupter:
    """Ends the watching thread's work inside a ``with`` block once ``ends_at`` (``time.monotonic``) has passed."""

    def __init__(self, ends_at: float) -> None:
        self._ends_at = ends_at
        self._lock, self._over = Lock(), Event()
        self._thread, self._since, self._raised = 0, 0.0, False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what this thread does until the block ends."""
        self._thread = get_ident()
        watch = Thread(target=self._watch, daemon=True, name="run deadline")
        watch.start()
        try:
            yield
        finally:
            self._over.set()
            watch.join()

    def __enter__(self) -> None:
        with self._lock:
            self._since = time.monotonic()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._since = 0.0
            if self._raised:  # and not delivered yet: the code after this block must not be interrupted
                self._raised = False
                _raise_in(self._thread, None)

    def each(self, work: Iterator[Value]) -> Iterator[Value]:
        """Yield what the work yields. Raise ``OutOfTime`` at the deadline."""
        while True:
            with self:
                found = next(work, self)
            if isinstance(found, Interrupter):
                return
            yield found

    def bound(self, stage: Stage, why: Callable[[], Text]) -> Stage:
        """Return the stage as one that drops an item that takes too long, with the reason that ``why`` gives."""

        def within_time(item: Item) -> Item:
            try:
                with self:
                    return stage(item)
            except OutOfTime:
                raise Dropped(why()) from None

        return within_time

    def _watch(self) -> None:
        left = min(self._ends_at - time.monotonic(), TIMEOUT_MAX)
        while not self._over.wait(max(left, GRACE_SECONDS / 4)):
            left = min(self._ends_at - time.monotonic(), TIMEOUT_MAX)
            with self._lock:
                late = left <= 0 and 0.0 < self._since < time.monotonic() - GRACE_SECONDS
                if late and not self._raised:
                    self._raised = True
                    _raise_in(self._thread, OutOfTime)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise the exception in the thread at its next step; None takes back one that has not arrived."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
