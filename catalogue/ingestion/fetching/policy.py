"""What the client may do, and how considerate it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class FetchPolicy:
    """Limits of one client. Times are seconds, sizes bytes after decompression.

    ``total_timeout`` bounds one document with its redirects, retries and waits. ``max_ratio`` is how many times its
    packed size a document may unpack to. ``routes`` leads a host name to an (address, port) on this machine, like
    curl's ``--connect-to``: only hosts named there may reach a private address, and only a loopback one.
    ``stay_on_site`` follows no redirect to another site, which is not even asked.
    ``authorisation`` is the ``Authorization`` header for a host. ``cache_directory`` None means no cache.
    Raises ``ValueError`` for a route that leads elsewhere.
    """

    user_agent: str
    contact: str
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 120.0
    max_bytes: int = 50_000_000
    max_ratio: int = 200
    max_redirects: int = 5
    max_attempts: int = 3
    longest_wait: float = 30.0
    seconds_between_requests: float = 1.0
    longest_crawl_delay: float = 10.0
    respect_robots: bool = True
    stay_on_site: bool = False
    cache_directory: Path | None = None
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    authorisation: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for host, (address, _) in self.routes.items():
            if not ip_address(address).is_loopback:
                raise ValueError(f"The route of {host} leads to {address}; give a loopback address such as 127.0.0.1.")

    @property
    def agent(self) -> str:
        """The User-Agent header: who we are and where to reach us."""
        return f"{self.user_agent} (+{self.contact})"
