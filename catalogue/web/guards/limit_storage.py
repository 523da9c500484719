"""Counts of attempts in one SQLite file, for limits that hold over all processes of a machine and over restarts.

``limits`` finds it by the scheme of its address, ``sqlite:///PATH``. A count costs some dozens of microseconds: one
statement, no wait for the disk, since to forget the last attempts when the power fails does no harm.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from limits.storage import Storage

PATIENCE_SECONDS = 2.0
COUNTS_BETWEEN_SWEEPS = 1_000
TABLE = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL)"
INCREMENT = """
INSERT INTO counts VALUES (:key, :amount, :ends)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN ends <= :now THEN :amount ELSE count + :amount END,
    ends = CASE WHEN ends <= :now THEN :ends ELSE ends END
RETURNING count
"""


def address(path: Path) -> str:
    """Return the address by which ``limits`` finds the counts in a file."""
    return f"sqlite://{quote(str(path.absolute()))}"


class SqliteStorage(Storage):
    """Fixed windows that all processes of one machine share; each thread of each process has its own connection."""

    STORAGE_SCHEME = ["sqlite"]  # noqa: RUF012  # as the library declares it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._path = Path(unquote(urlsplit(uri or "").path))
        self._kept = threading.local()
        self._counted = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return the errors of the file after which counting goes on without it."""
        return sqlite3.Error

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Return the count with ``amount`` more; a window that is over begins anew and lasts ``expiry`` seconds."""
        now = time.time()
        values = {"key": key, "amount": amount, "now": now, "ends": now + expiry}
        self._sweep(now)
        [(count,)] = self._connection().execute(INCREMENT, values).fetchall()
        return int(count)

    def get(self, key: str) -> int:
        """Return the count of the window that lasts, 0 if none does."""
        return int(self._row(key)[0])

    def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970; now if none lasts."""
        return float(self._row(key)[1])

    def check(self) -> bool:
        """Return whether the file can be read."""
        try:
            self._row("")
        except sqlite3.Error:
            return False
        return True

    def reset(self) -> int | None:
        """Forget everything; return how much that was."""
        return self._connection().execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._connection().execute("DELETE FROM counts WHERE key = ?", (key,))

    def _row(self, key: str) -> tuple[int, float]:
        now = time.time()
        found = self._connection().execute("SELECT count, ends FROM counts WHERE key = ? AND ends > ?", (key, now))
        row: tuple[int, float] = found.fetchone() or (0, now)
        return row

    def _sweep(self, now: float) -> None:
        """Remove what is over, now and then."""
        self._counted += 1
        if self._counted % COUNTS_BETWEEN_SWEEPS == 1:
            self._connection().execute("DELETE FROM counts WHERE ends <= ?", (now,))

    def _connection(self) -> sqlite3.Connection:
        """Return the thread's own connection, a new one after a fork, which SQLite's must not cross."""
        if getattr(self._kept, "process", None) != os.getpid():
            self._kept.connection, self._kept.process = self._open(), os.getpid()
        connection: sqlite3.Connection = self._kept.connection
        return connection

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.touch(mode=0o600)
        except OSError as error:
            raise sqlite3.OperationalError(f"{self._path} cannot be written: {error}") from error
        connection = sqlite3.connect(self._path, timeout=PATIENCE_SECONDS, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(TABLE)
        return connection
