"""The tables of long work: jobs, remembered column mappings, and what the queue library keeps."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String
from sqlalchemy import Table as PlainTable
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import REAL, BigInteger

from indexer.catalogue.tables import NEVER_REUSED, Table


class JobRow(Table):
    """One piece of long work, from the moment it was asked for; rows are the history, too."""

    __tablename__ = "jobs"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # "import" or "index"
    state: Mapped[str] = mapped_column(String(10), index=True)  # one of indexer.jobs.nouns.STATES
    name: Mapped[str | None]  # of the uploaded file, without its path; None: nothing was uploaded
    plan: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # how the upload is read
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]  # None: not known
    unit: Mapped[str | None] = mapped_column(String(20))  # of the two above: "bytes", "creators"
    message: Mapped[str | None]  # what is being done
    rate: Mapped[float | None]  # units a second in the present step
    results: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what came of it
    rejects: Mapped[str | None]  # the name of its rejects file; None: nothing was rejected
    error_code: Mapped[str | None] = mapped_column(String(40))
    problem: Mapped[str | None]
    fix: Mapped[str | None]
    stopping: Mapped[bool] = mapped_column(default=False)  # somebody asked a running job to stop
    attempts: Mapped[int] = mapped_column(default=0)
    created_by: Mapped[str | None]  # None: this machine's own user, before there were users
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]  # of the last attempt
    updated_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class MappingRow(Table):
    """How somebody read the columns of a table with this header: it is proposed when the header comes again."""

    __tablename__ = "mappings"

    header: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of the set of column names
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    used_at: Mapped[datetime]


# What huey's SQL storage keeps, under names of our own; it reads and writes them by itself.
PlainTable(
    "queue_tasks",
    Table.metadata,
    Column("id", Integer, primary_key=True),
    Column("queue", String(255), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("priority", REAL, nullable=False),
    Index("ix_queue_tasks_priority", "priority", "id"),
)
PlainTable(
    "queue_schedule",
    Table.metadata,
    Column("id", Integer, primary_key=True),
    Column("queue", String(255), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("timestamp", BigInteger, nullable=False),
    Index("ix_queue_schedule_timestamp", "queue", "timestamp"),
)
PlainTable(
    "queue_values",
    Table.metadata,
    Column("queue", String(255), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
