"""Gunicorn's threaded worker with an end to requests sent too slowly: a byte now and then holds no thread."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

MAX_SECONDS_TO_SEND_REQUEST = 60.0
"""For headers and body; the largest file, 20 MB, needs a line of 3 Mbit/s. Gunicorn's own ``timeout`` does not end what
a thread waits for, and nothing of an application sees the headers."""


class TimedThreadWorker(ThreadWorker):  # type: ignore[misc]
    """Hears nothing more from a client after ``max_seconds`` of one request; an answer is sent however long it takes.

    Whoever was not finished is answered with status 400, as after any connection that broke.
    """

    max_seconds = MAX_SECONDS_TO_SEND_REQUEST

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._since: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Handle a request in one of the threads, and know since when."""
        self._since[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            self._since.pop(conn, None)

    def notify(self) -> None:
        """Tell the main process that this one lives, as it does once a second, and stop hearing who is too slow."""
        super().notify()
        latest = time.monotonic() - self.max_seconds
        for conn, since in list(self._since.items()):
            if since < latest:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
