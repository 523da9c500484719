"""Measures how the cost of a call grows: by the processor time of this process, so that a loaded machine does not tell.

A square shows by its size: what costs 4 times as much for 4 times the text is fine, what costs 16 times is not. Texts
grow by fours; what is cheap at the largest has no square that anybody would notice.
"""

from __future__ import annotations

import gc
import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIZES = (1_000, 4_000, 16_000)
"""Characters of the texts that are tried, each four times the one before."""

CHEAP_SECONDS = 0.02
"""Of processor time: under this, growth cannot be told from noise, and harms nobody."""

MAX_GROWTH = 9.0
"""Times the cost for four times the text: twice what 2.5 a doubling comes to is 12.5, a square's is 16, a line's 4."""

TRIES = 3
MAX_SECONDS = 2.0
"""No text of these sizes may take longer, however its cost grows."""

Call = Callable[[str], object]


class TooLong(BaseException):
    """A call took more processor time than any text may; no parser's ``except Exception`` swallows it."""


def growth(call: Call, text_of: Callable[[int], str], sizes: tuple[int, ...] = SIZES) -> float:
    """Return how many times the cost of four times the text is, at the first size where it shows; 1 if it never does,
    and infinity if one of them took ``MAX_SECONDS``.

    ``text_of`` makes a text of about so many characters.
    """
    before = _cost(call, text_of, sizes[0])
    for size in sizes[1:]:
        after = _cost(call, text_of, size)
        if max(before, after) >= MAX_SECONDS:
            return math.inf
        if after > CHEAP_SECONDS and after > MAX_GROWTH * before:
            after, before = _least(call, text_of, size), _least(call, text_of, size // 4)
            if after > CHEAP_SECONDS and after > MAX_GROWTH * before:
                return after / max(before, 1e-6)
        before = after
    return 1.0


def _least(call: Call, text_of: Callable[[int], str], size: int) -> float:
    """The least of several tries, each with a text of its own so that nothing is answered from memory."""
    return min(_cost(call, text_of, size + attempt) for attempt in range(1, TRIES + 1))


def _cost(call: Call, text_of: Callable[[int], str], size: int) -> float:
    text = text_of(size)
    with ended_after(MAX_SECONDS):
        began = time.process_time()
        try:
            call(text)
        except TooLong:
            return MAX_SECONDS
        except Exception:
            pass
        return time.process_time() - began


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Raise ``TooLong`` in what takes more processor time; regular expressions look for signals while they match."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    gc.disable()
    kept = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, kept)
        gc.enable()
