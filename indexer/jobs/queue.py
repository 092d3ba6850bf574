"""The queue: hands the ids of jobs over to the worker, through huey on the catalogue's database.

The rows are the truth. A message that is lost is handed over again by the worker, and one that comes twice finds its
job taken.
"""

import json
from collections.abc import Callable
from typing import Any

from huey import Huey
from huey.api import TaskWrapper
from huey.contrib.sql_huey import SqlStorage
from huey.registry import Message
from huey.serializer import Serializer
from peewee import Database, PostgresqlDatabase, SqliteDatabase
from sqlalchemy import URL, Engine

NAME = "enmusubi"
TASK = "work"
TABLES = ("queue_values", "queue_schedule", "queue_tasks", "queue_counters")  # the last is for what we do not use
WAIT = 10  # seconds that a writer waits for another one


class Storage(SqlStorage):  # type: ignore[misc]
    """Huey's SQL storage under table names of ours; the tables are made by the catalogue's migrations."""

    def __init__(self, name: str, database: Database) -> None:
        """Use a database whose tables are there."""
        super().__init__(name, database=database, create_tables=False)

    def create_models(self) -> Any:  # noqa: ANN401 (huey has no types)
        """Return huey's own models, renamed."""
        models = super().create_models()
        for model, table in zip(models, TABLES, strict=True):
            model._meta.set_table_name(table)
        return models

    def dequeue(self) -> bytes | None:
        """Take the first message; an empty queue is only read, so that waiting hinders no writer."""
        found: bytes | None = super().dequeue() if self.queue_size() else None
        return found

    def read_schedule(self, timestamp: object) -> list[bytes]:
        """Take the messages whose time has come; an empty schedule is only read."""
        found: list[bytes] = super().read_schedule(timestamp) if self.schedule_size() else []
        return found


class PlainMessages(Serializer):  # type: ignore[misc]
    """Messages as JSON: whoever can write the database must not thereby be able to run code in the worker."""

    def _serialize(self, data: object) -> bytes:
        return json.dumps(data, default=str).encode()

    def _deserialize(self, data: bytes) -> object:
        found = json.loads(data)
        return Message(*found)._replace(eta=None) if isinstance(found, list) else found


class JobQueue:
    """The queue of one catalogue."""

    def __init__(self, engine: Engine, work: Callable[[int], None] | None = None) -> None:
        """Open it; only the worker says how a job is done."""
        self._database = _open_database(engine.url)
        self.huey = Huey(
            NAME, results=False, serializer=PlainMessages(), storage_class=Storage, database=self._database
        )

        def do(id: int) -> None:  # messages carry the name of this module, whoever does the work
            (work or _refuse)(id)

        self._task: TaskWrapper = self.huey.task(name=TASK)(do)

    def hand_over(self, id: int, delay: float = 0) -> None:
        """Give a job's id to the worker, in some seconds."""
        with self._database.connection_context():
            if delay:
                self._task.schedule(args=(id,), delay=delay)
            else:
                self._task(id)

    def list_pending(self) -> set[int]:
        """Return the ids that wait to be handed over."""
        with self._database.connection_context():
            tasks = [*self.huey.pending(), *self.huey.scheduled()]
        return {int(task.args[0]) for task in tasks if task.args}

    def clear(self) -> None:
        """Forget all messages."""
        with self._database.connection_context():
            self.huey.storage.flush_queue()
            self.huey.storage.flush_schedule()

    def close(self) -> None:
        """Let the database go."""
        if not self._database.is_closed():
            self._database.close()


def _refuse(id: int) -> None:
    raise RuntimeError(f"Job {id} reached a process that does no jobs.")


def _open_database(url: URL) -> Database:
    if url.get_backend_name() == "sqlite":
        pragmas = {"busy_timeout": WAIT * 1000, "synchronous": "normal"}  # WAL is the file's own property
        return SqliteDatabase(url.database, pragmas=pragmas, timeout=WAIT)
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresqlDatabase(address, prefer_psycopg3=True, connect_timeout=WAIT)
