"""The sample partners: invented sites, each on a reserved ``.example`` host, served by one small WSGI application.

The pipeline reaches them like any other site, through the guarded client, with the routes that ``serving`` gives.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from catalogue.demo.application import SitesApplication
from catalogue.demo.content import SampleSite, load_site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SITES_FOLDER = Path(__file__).parent / "sites"
LOOPBACK = "127.0.0.1"

__all__ = ["SampleSite", "create_sites_app", "sample_sites", "serving"]


@cache
def sample_sites() -> tuple[SampleSite, ...]:
    """Return every site with a ``site.toml``, by host. Raise ``ContentError`` for content that cannot be used."""
    return tuple(load_site(file.parent) for file in sorted(SITES_FOLDER.glob("*/site.toml")))


def create_sites_app() -> WSGIApplication:
    """Return all sites in one application: chosen by Host header, or by the first path segment where it names a host.

    Mounted below a prefix (``SCRIPT_NAME``), its pages keep their links inside that prefix.
    """
    return SitesApplication(sample_sites())


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Write nothing: harvesting shows its own progress, and a line per request would bury it."""


@contextmanager
def serving() -> Iterator[dict[str, tuple[str, int]]]:
    """Serve the sites on an ephemeral loopback port, and yield their routes, host → (address, port)."""
    server = make_server(LOOPBACK, 0, create_sites_app(), threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="sample-sites", daemon=True)
    thread.start()
    try:
        yield {site.host: (LOOPBACK, server.server_port) for site in sample_sites()}
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
