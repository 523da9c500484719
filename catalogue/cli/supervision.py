"""Supervision: a process is started again when it ends, after pauses that grow while it ends early."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Callable, Sequence
from time import monotonic

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
MAX_PAUSE_SECONDS = 300.0
SETTLED_SECONDS = 600.0
"""A process that ran for so long is started again after the first pause."""
STOP_SECONDS = 30.0


class SupervisedProcess:
    """The process of a command. Call ``look`` about every second; it has no thread of its own, since another may fork
    meanwhile."""

    def __init__(self, command: Sequence[str], clock: Callable[[], float] = monotonic) -> None:
        self._command, self._clock = command, clock
        self._process: subprocess.Popen[bytes] | None = None
        self._supervisor_pid = os.getpid()
        self._began = self._next_start = clock()
        self._early_ends = 0

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return self._process.pid if self._process else None

    def look(self) -> None:
        """Start the process if it is due; note it if it has ended."""
        if self._process is not None and self._process.poll() is not None:
            self._note_end()
        if self._process is None and self._clock() >= self._next_start:
            self._process = subprocess.Popen(self._command)  # noqa: S603 - our own command
            self._began = self._clock()

    def end(self) -> None:
        """End the process; do nothing in a process that was forked from the supervisor and ends before it."""
        if self._process is None or os.getpid() != self._supervisor_pid:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _note_end(self) -> None:
        lived = self._clock() - self._began
        self._early_ends = 0 if lived >= SETTLED_SECONDS else self._early_ends + 1
        pause = min(FIRST_PAUSE_SECONDS * 2.0 ** min(self._early_ends, 16), MAX_PAUSE_SECONDS)
        self._process, self._next_start = None, self._clock() + pause
        logger.error("the worker ended after %.0f s; another begins in %.0f s", lived, pause)
