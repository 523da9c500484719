"""One child that reads, as its parent sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from select import POLLIN, poll
from typing import BinaryIO, cast

from catalogue.ingestion.isolation import frames
from catalogue.ingestion.isolation.frames import Answer, Job

READER_MEMORY_BYTES = 1_000_000_000
"""Address space of a reader (``RLIMIT_AS``)."""
MAX_ANSWERS_BYTES = 300_000_000
"""Size of all answers to one document: a cell may stand for a million others."""
PIECE_BYTES = 1_000_000
PASSED_ENVIRONMENT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "TMPDIR")
"""Variables that a reader inherits: none that holds a secret."""


class ReaderLost(Exception):
    """The reader died of the document, took too long, or found too much; its process is gone."""


class ReaderFailed(Exception):
    """The reading code itself failed; the message is its trace."""


class Reader:
    """A child process that works on one job at a time. Whoever breaks off a job must ``end`` it."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-B", "-m", "catalogue.ingestion.isolation.child", str(READER_MEMORY_BYTES)]
        environment = {name: os.environ[name] for name in PASSED_ENVIRONMENT_VARIABLES if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._jobs = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)
        self._waiting = poll()
        self._waiting.register(self._answers, POLLIN)
        self._unread = bytearray()
        self._seconds = 0.0
        self._taken_bytes = 0

    @property
    def process_id(self) -> int:
        """The process's number in the operating system."""
        return self._process.pid

    def give(self, job: Job) -> None:
        """Hand the reader a job to begin. Raise ``OSError`` if its process is gone."""
        frames.write(self._jobs, job)

    def answers(self, seconds: float) -> Iterator[Answer]:
        """Yield what it finds; time in which nobody asks for more does not count towards ``seconds``.

        Raise ``ReaderLost`` or ``ReaderFailed``.
        """
        self._seconds, left = seconds, MAX_ANSWERS_BYTES
        answer = Answer()
        while not answer.done:
            try:
                answer = frames.read(self._take, left)
            except EOFError:
                raise ReaderLost(f"ended with {self._process.wait()}") from None
            except OverflowError:
                raise ReaderLost("found too much") from None
            except TimeoutError:
                raise ReaderLost(f"took longer than {seconds:.0f} s") from None
            left -= self._taken_bytes
            if answer.failed:
                raise ReaderFailed(answer.failed)
            yield answer

    def end(self) -> None:
        """Kill the process, whatever it is doing, and free what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._jobs, self._answers):
            with suppress(OSError):  # what was not sent cannot be sent any more
                pipe.close()

    def _take(self, count: int) -> bytes:
        """Return exactly ``count`` bytes. Raise ``EOFError`` or ``TimeoutError``."""
        self._taken_bytes = count
        while len(self._unread) < count:
            asked_at = time.monotonic()
            ready = self._waiting.poll(max(0.0, self._seconds) * 1000)
            self._seconds -= time.monotonic() - asked_at
            if not ready:
                raise TimeoutError
            piece = os.read(self._answers.fileno(), PIECE_BYTES)
            if not piece:
                raise EOFError
            self._unread += piece
        taken = bytes(self._unread[:count])
        del self._unread[:count]
        return taken
