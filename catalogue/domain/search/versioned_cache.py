"""A cache of values that stay valid while the state they were computed from does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class VersionedCache:
    """A cache of values by key, each with the state it was made from; it holds ``most``, least recently used out.

    It may be used by several threads: those that miss at once all make the value, and the last one stays.
    """

    def __init__(self, most: int = 128) -> None:
        self._most, self._lock = most, Lock()
        self._values: OrderedDict[Hashable, tuple[object, Any]] = OrderedDict()

    def get(self, key: Hashable, state: object, make: Callable[[], T]) -> T:
        """Return the value for a key, made anew whenever its state differs from the one it was made from.

        Read the state before calling, so that a change while the value is made is noticed the next time.
        """
        with self._lock:
            if key in self._values and self._values[key][0] == state:
                self._values.move_to_end(key)
                found: T = self._values[key][1]
                return found
        made = make()
        with self._lock:
            self._values[key] = state, made
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made
