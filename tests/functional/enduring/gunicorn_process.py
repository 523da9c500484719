"""The server that ``catalogue serve`` runs, one process of it, on an instance of a test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue.cli.timed_threads import TimedThreadWorker

PATIENCE_SECONDS = 30
THREADS = 4
SERVED_BY = "catalogue.cli.timed_threads.TimedThreadWorker"


class ImpatientWorker(TimedThreadWorker):
    """The same worker, which waits only for a second."""

    max_seconds = 1.0


@contextmanager
def serving(instance: Path, worker: str = SERVED_BY) -> Iterator[int]:
    """The port at which the catalogue of an instance answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--bind", f"127.0.0.1:{port}", "--threads", str(THREADS), "-k", worker]
    command = [sys.executable, "-m", "gunicorn", *options]
    environment = os.environ | {"CATALOGUE_INSTANCE": str(instance), "CATALOGUE_SEARCH_URL": "memory://"}
    with (instance / "gunicorn.log").open("wb") as log:
        process = subprocess.Popen([*command, "catalogue.app:create_app()"], env=environment, stderr=log, stdout=log)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"gunicorn does not listen: {process.poll()}")
