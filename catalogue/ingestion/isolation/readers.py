"""A pool of readers: started when first needed, used again, and replaced when they are lost."""

from __future__ import annotations

import atexit
import logging
import os
from collections.abc import Iterator
from threading import Lock
from typing import Any

from catalogue.ingestion.isolation.frames import Answer, Job
from catalogue.ingestion.isolation.reader import Reader, ReaderLost

logger = logging.getLogger(__name__)

MAX_IDLE_READERS = 2


class Readers:
    """A pool with a reader for each document being read at once; idle ones wait for the next document."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[Reader] = []

    def answers(self, job: Job, seconds: float) -> Iterator[Answer]:
        """Yield a reader's answers to the job. Raise ``ReaderLost`` or ``ReaderFailed``.

        A reader whose answers are not all read is ended, since it may be in the middle of anything.
        """
        reader, finished = self._start(job), False
        try:
            for answer in reader.answers(seconds):
                finished = answer.done and not answer.spent
                yield answer
        except ReaderLost as error:
            logger.warning("a reader was lost to %s.%s: %s", job.module, job.function, error)
            raise
        finally:
            self._give_back(reader) if finished else reader.end()

    def end(self) -> None:
        """End all that are idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.end()

    def forget(self) -> None:
        """Forget the idle readers without ending them: they belong to the process that this one was forked from."""
        self._lock, self._idle = Lock(), []

    def _start(self, job: Job) -> Reader:
        """Return a reader that has taken the job: an idle one, or a new one where the idle ones have died."""
        while (reader := self._take_idle()) is not None:
            try:
                reader.give(job)
            except OSError:
                reader.end()
            else:
                return reader
        reader = Reader()
        try:
            reader.give(job)
        except OSError as error:
            reader.end()
            raise ReaderLost("a new reader ended at once") from error
        return reader

    def _take_idle(self) -> Reader | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _give_back(self, reader: Reader) -> None:
        with self._lock:
            if len(self._idle) < MAX_IDLE_READERS:
                self._idle.append(reader)
                return
        reader.end()


readers = Readers()
"""The pool of this process."""
atexit.register(readers.end)
os.register_at_fork(after_in_child=readers.forget)


def start_job(module: str, function: str, *arguments: Any, seconds: float) -> Iterator[Answer]:
    """Yield a reader's answers, as ``Readers.answers`` does."""
    job = Job(module=module, function=function, arguments=arguments, cpu_seconds=int(seconds) + 1)
    return readers.answers(job, seconds)
