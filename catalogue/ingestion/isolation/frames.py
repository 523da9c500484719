"""Messages between a reader and its parent: pickled objects, each after its length in bytes."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from catalogue.domain.text.messages import Text

LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A call of ``function`` in ``module`` with ``arguments``, answered by what it returns, or all that it yields.

    After ``cpu_seconds`` a child that nobody waits for any more ends by itself.
    """

    module: str
    function: str
    arguments: Sequence[Any]
    cpu_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found since the previous answer. The last one is ``done``, with or without an error.

    ``unreadable`` is the importer's own message, ``too_large`` says that memory ran out, ``failed`` is the trace of an
    error of ours. ``spent`` means that this reader holds so much memory that it should be replaced.
    """

    found: Sequence[Any] = ()
    done: bool = False
    unreadable: Text = ""
    too_large: bool = False
    failed: str = ""
    spent: bool = False


def write(stream: BinaryIO, sent: Job | Answer) -> None:
    """Send one object. Raise ``OSError`` if nobody reads it."""
    packed = pickle.dumps(sent, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def read(take: Callable[[int], bytes], max_bytes: int) -> Any:
    """Return the next object; ``take`` gives exactly as many bytes as it is asked for.

    Raise ``EOFError`` where the other side ended, and ``OverflowError`` for an object of more than ``max_bytes``.
    """
    (length,) = LENGTH.unpack(take(LENGTH.size))
    if length > max_bytes:
        raise OverflowError(length)
    return pickle.loads(take(length))  # noqa: S301  # both sides are ours; what strangers wrote is data in it
