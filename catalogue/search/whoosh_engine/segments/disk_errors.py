"""Errors of a disk that cannot be written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import Timeout

from catalogue.search.port import IndexUnwritable


@contextmanager
def writing_to_disk() -> Iterator[None]:
    """Raise ``IndexUnwritable`` where the disk is full or a folder may not be written to; also usable as a
    decorator."""
    try:
        yield
    except Timeout:  # somebody else has the lock, which is an OSError by name only
        raise
    except OSError as error:
        raise IndexUnwritable(f"the index cannot be written: {error}") from error
