"""Reaching the sample partners when one of them is harvested by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from catalogue.demo.sites import sample_sites, serving


@contextmanager
def sample_routes(address: str) -> Iterator[dict[str, tuple[str, int]]]:
    """Serve the sample sites if the address is one of theirs, and yield their routes; none for any other address."""
    if urlsplit(address).hostname not in {site.host for site in sample_sites()}:
        yield {}
        return
    with serving() as routes:
        yield routes
