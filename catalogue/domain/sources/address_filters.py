"""Which addresses of a source are wanted: patterns as partners write them, ``https://www.example.org/courses/*``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class AddressFilter:
    """Patterns of wanted addresses: one must match ``allow``, if there is any pattern, and none of ``block``.

    ``*`` stands for any characters, ``?`` for one; a pattern without ``*`` stands for all that begins with it.
    """

    allow: tuple[str, ...] = ()
    block: tuple[str, ...] = ()

    def wants(self, url: str) -> bool:
        return (not self.allow or _any(self.allow, url)) and not _any(self.block, url)


def _any(patterns: Sequence[str], url: str) -> bool:
    return any(fnmatchcase(url, pattern if "*" in pattern else f"{pattern}*") for pattern in patterns)
