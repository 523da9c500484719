"""Who uses an instance: many processes at once, or one alone. A lock ends with its process; none is left behind."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_NAME = "in-use.lock"


class InstanceBusy(Exception):
    """The instance is in use by others; the message says what to do."""


@contextmanager
def shared_instance(instance: Path) -> Iterator[None]:
    """Hold the instance beside others while the block runs. Raise ``InstanceBusy`` while a backup is restored."""
    with _held(instance, fcntl.LOCK_SH, "a backup is being restored here; start again when that is done"):
        yield


@contextmanager
def exclusive_instance(instance: Path) -> Iterator[None]:
    """Hold the instance without others. Raise ``InstanceBusy`` while a server, a worker or a command uses it."""
    with _held(instance, fcntl.LOCK_EX, "the catalogue is running here (serve, worker or a command); stop it first"):
        yield


@contextmanager
def _held(instance: Path, kind: int, otherwise: str) -> Iterator[None]:
    """Lock the file rather than the process, so that processes that a server forks hold it too."""
    with (instance / LOCK_NAME).open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InstanceBusy(otherwise) from None
        yield
