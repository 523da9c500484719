"""A mail server on this machine that can be slow, refuse, or hang up; it remembers what it took, and from whom."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Lock, Thread


class MailServer(ThreadingTCPServer):
    """What it does is set while it runs: ``seconds`` it waits before it takes a message, whether it is ``refusing``
    every recipient for now (RFC 5321, 451), or ``hanging_up`` before a message was sent."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.seconds, self.refusing, self.hanging_up = 0.0, False, False
        self.taken: Counter[str] = Counter()
        self.lock = Lock()

    @property
    def address(self) -> str:
        """As ``CATALOGUE_MAIL_URL`` has it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Conversation(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        recipient = ""
        self._say("220 ready")
        for line in self.rfile:
            word = line.decode().strip().upper()
            if word.startswith(("EHLO", "HELO", "MAIL", "RSET", "NOOP")):
                self._say("250 ok")
            elif word.startswith("RCPT"):
                recipient = line.decode().partition("<")[2].partition(">")[0]
                if self.server.hanging_up:
                    return
                self._say("451 not now" if self.server.refusing else "250 ok")
            elif word == "DATA":
                self._take(recipient)
            elif word == "QUIT":
                self._say("221 bye")
                return

    def _take(self, recipient: str) -> None:
        self._say("354 go on")
        for line in self.rfile:
            if line == b".\r\n":
                break
        else:
            return  # who sent it died before its end
        time.sleep(self.server.seconds)
        with self.server.lock:
            self.server.taken[recipient] += 1
        self._say("250 taken")

    def _say(self, text: str) -> None:
        try:
            self.wfile.write(f"{text}\r\n".encode())
        except OSError:
            return  # who asked is gone


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """One that answers for as long as the block runs."""
    with MailServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
