"""Rate limiting by host."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Keeps a distance in seconds between the starts of two requests to one host."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}

    def wait(self, host: str, distance: float, ends_at: float = float("inf")) -> None:
        """Sleep until the host may be asked again. Raise ``TimeoutError`` at once if that is beyond ``ends_at``."""
        due = self._next.get(host, 0.0)
        now = self._clock()
        if due > ends_at:
            raise TimeoutError(host)
        if due > now:
            self._sleep(due - now)
        self._next[host] = max(due, now) + distance

    def pause(self, seconds: float) -> None:
        """Sleep before another attempt."""
        self._sleep(seconds)
