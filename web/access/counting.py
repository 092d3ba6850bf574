"""Counts that every worker of this home shares: a small SQLite file that nobody misses when it is gone."""

import os
import sqlite3
import time
from pathlib import Path
from threading import local

from limits.storage import Storage

from indexer.catalogue.opening import use_write_ahead_log

PATIENCE = 2.0  # seconds; one count takes some millionths
CLEARED_EVERY = 1000  # counts
INCREMENT = """
INSERT INTO counts (key, count, ends) VALUES (:key, :amount, :end)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN ends <= :now THEN :amount ELSE max(0, count + :amount) END,
  ends = CASE WHEN ends <= :now THEN :end ELSE ends END
RETURNING count
"""


class SharedCounts(Storage):
    """A storage of the library `limits` for several processes and threads, each with a connection of its own."""

    STORAGE_SCHEME = ["enmusubi"]  # noqa: RUF012 (as the library asks)

    def __init__(self, path: Path) -> None:
        """Remember the file; it is opened by whoever counts first, never before a fork."""
        super().__init__()
        self._path = path
        self._own = local()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What can go wrong."""
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more under a key, from 0 where the time of the last count is over; return the count."""
        now = time.time()
        connection = self._connect()
        row = {"key": key, "amount": amount, "now": now, "end": now + expiry}
        found: int = connection.execute(INCREMENT, row).fetchall()[0][0]
        self._own.counted += 1
        if self._own.counted % CLEARED_EVERY == 0:
            connection.execute("DELETE FROM counts WHERE ends <= ?", (now,))
        return found

    def get(self, key: str) -> int:
        """Return the count of a key."""
        query = "SELECT count FROM counts WHERE key = ? AND ends > ?"
        row = self._connect().execute(query, (key, time.time())).fetchone()
        return 0 if row is None else int(row[0])

    def get_expiry(self, key: str) -> float:
        """Return when the count of a key begins anew, in seconds since 1970."""
        row = self._connect().execute("SELECT ends FROM counts WHERE key = ?", (key,)).fetchone()
        return time.time() if row is None else float(row[0])

    def check(self) -> bool:
        """Say whether the file can be used."""
        return self._connect().execute("SELECT 1").fetchone() is not None

    def reset(self) -> int | None:
        """Forget all counts; return how many there were."""
        return self._connect().execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        """Forget the count of a key."""
        self._connect().execute("DELETE FROM counts WHERE key = ?", (key,))

    def _connect(self) -> sqlite3.Connection:
        if getattr(self._own, "process", None) != os.getpid():
            self._own.connection = self._open()
            self._own.process, self._own.counted = os.getpid(), 0
        connection: sqlite3.Connection = self._own.connection
        return connection

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        use_write_ahead_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER, ends REAL) WITHOUT ROWID"
        )
        return connection
