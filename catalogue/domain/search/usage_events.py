"""What learners look at, counted without knowing who they are."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

_PROGRAM = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|fetch|monitor|scanner|archiv|preview|validator|lighthouse|pingdom|uptime"
    r"|facebookexternalhit|curl/|wget|python-requests|python-urllib|aiohttp|httpx|libwww|go-http-client|okhttp|java/",
    re.IGNORECASE,
)


class Step(StrEnum):
    """How far a learner's interest went: a search showed the course, its page was opened, its provider was visited."""

    FOUND = "found"
    OPENED = "opened"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a course was found, opened and followed.

    *Found* counts pages of results that showed the course; *opened* and *followed* count each visitor once a day.
    """

    found: int = 0
    opened: int = 0
    followed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.opened + other.opened, self.followed + other.followed)


def is_program(agent: str) -> bool:
    """Say whether a user agent names itself as a program, or is empty, as only programs leave it."""
    return not agent.strip() or bool(_PROGRAM.search(agent))


def visitor_mark(salt: bytes, address: str, agent: str) -> str:
    """Return 16 hexadecimal digits for a visitor on one day.

    Without the day's ``salt``, which is thrown away, nobody can tell whose they were.
    """
    return hashlib.blake2b(f"{address}\n{agent}".encode(), key=salt, digest_size=8).hexdigest()
