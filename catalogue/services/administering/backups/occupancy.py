"""Who uses an instance: many at once, or one alone; a lock dies with its process, so none can leak."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_NAME = "in-use.lock"


class InstanceBusy(Exception):
    """The instance cannot be had; the message says what to do."""


@contextmanager
def using(instance: Path) -> Iterator[None]:
    """Use the instance beside others, for as long as the block runs. Raises ``InstanceBusy`` while it is restored."""
    with _held(instance, fcntl.LOCK_SH, "a backup is being restored here; start again when that is done"):
        yield


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Have the instance alone. Raises ``InstanceBusy`` while a server, a worker or a command uses it."""
    with _held(instance, fcntl.LOCK_EX, "the catalogue is running here (serve, worker or a command); stop it first"):
        yield


@contextmanager
def _held(instance: Path, kind: int, otherwise: str) -> Iterator[None]:
    """A lock of the file, not of the process: those that a server forks hold it too."""
    with (instance / LOCK_NAME).open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InstanceBusy(otherwise) from None
        yield
