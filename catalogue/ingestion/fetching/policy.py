"""What the client may do, and how considerate it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class FetchPolicy:
    """Limits of one client. Times are seconds, sizes bytes after decompression.

    ``routes`` leads a host name to an (address, port) on this machine, like curl's ``--connect-to``: only hosts named
    there may reach a private address. ``cache_directory`` None means no cache.
    """

    user_agent: str
    contact: str
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 120.0
    max_bytes: int = 50_000_000
    max_redirects: int = 5
    max_attempts: int = 3
    longest_wait: float = 30.0
    seconds_between_requests: float = 1.0
    longest_crawl_delay: float = 10.0
    respect_robots: bool = True
    cache_directory: Path | None = None
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """The User-Agent header: who we are and where to reach us."""
        return f"{self.user_agent} (+{self.contact})"
