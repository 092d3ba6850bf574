"""What a running job tells of itself, and how it learns that it is to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from time import monotonic

from sqlalchemy import Engine

from indexer.jobs.states import report_job
from indexer.progress import Advance
from matcher.errors import Busy

EVERY = 0.5  # seconds between two reports


class Cancelled(Exception):
    """The job was asked to stop."""


class Interrupted(Exception):
    """The worker ends; the job goes on with the next one."""


class Report:
    """Writes a job's progress into its row, twice a second at most."""

    def __init__(self, engine: Engine, id: int, is_stopping: Callable[[], bool]) -> None:
        """Report of one job; `is_stopping` says whether the worker goes down."""
        self._engine, self._id, self._is_stopping = engine, id, is_stopping
        self._said_at = 0.0
        self._begun: tuple[float, int] | None = None  # when the present step was first heard of, and how far it was

    def move(self, done: int, total: int, message: str, unit: str) -> None:
        """Say how far the present step is.

        Raises:
            Cancelled: somebody asked the job to stop.
            Interrupted: the worker goes down.
        """
        if self._is_stopping():
            raise Interrupted
        now = monotonic()
        self._begun = self._begun or (now, done)
        if now - self._said_at < EVERY and done < total:
            return
        self._said_at = now
        began_at, began_with = self._begun
        rate = (done - began_with) / (now - began_at) if now > began_at and done > began_with else None
        told = {"done": done, "total": total, "rate": rate, "message": message, "unit": unit}
        with suppress(Busy):  # another writer is slow; the next report will do
            if not report_job(self._engine, self._id, told, datetime.now(UTC)):
                raise Cancelled

    def move_bytes(self, read: int, total: int) -> None:
        """Say how much of a file has been imported."""
        self.move(read, total, "Importing", "bytes")

    @contextmanager
    def open_step(self, total: int, what: str) -> Iterator[Advance]:
        """Begin a step of a known size, as `indexer.progress.Progress` does."""
        done = 0
        self._begun, self._said_at = None, 0.0

        def advance(more: int) -> None:
            nonlocal done
            done += more
            self.move(done, total, what, "items")

        self.move(0, total, what, "items")
        yield advance
