"""Beginning ``catalogue serve`` as a person would, on an instance and a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

LONGEST_START_SECONDS = 180.0


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serve(instance: Path, environment: Mapping[str, str] | None = None) -> Iterator[tuple[int, int]]:
    """The server's process and port, once it answers; ended with the block."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "catalogue", "serve", "--port", str(port)],
        env={**os.environ, "CATALOGUE_INSTANCE": str(instance), **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + LONGEST_START_SECONDS
        while status(port, "/readyz") != 200:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the catalogue does not start")
            time.sleep(0.2)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(timeout=120)


def status(port: int, path: str) -> int:
    """The answer's status; 0 if there was none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
