"""Makes, finds and lists jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, RowMapping, delete, insert, select

from indexer.catalogue.job_tables import JobRow
from indexer.catalogue.transactions import reading, writing
from indexer.jobs.nouns import DRAFT, INDEX, QUEUED, Failure, Job
from matcher.errors import EnmusubiError

LARGEST_ID = 2**63 - 1  # that a database holds


class JobNotFound(EnmusubiError):
    """No job has that id."""

    code = "job_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """A job that is to be made."""

    kind: str
    state: str = QUEUED
    name: str | None = None
    plan: Mapping[str, Any] = field(default_factory=dict)
    created_by: str | None = None


def create_job(engine: Engine, new: NewJob, now: datetime) -> Job:
    """Make a job; one of the index that still waits is given instead of a second one behind it."""
    with writing(engine) as connection:
        if new.kind == INDEX:
            waiting = select(JobRow.__table__).where(JobRow.kind == INDEX, JobRow.state == QUEUED).limit(1)
            if (row := connection.execute(waiting).mappings().first()) is not None:
                return read_job(row)
        facts = {"kind": new.kind, "state": new.state, "name": new.name, "plan": dict(new.plan)}
        times = {"created_by": new.created_by, "created_at": now, "updated_at": now}
        made = insert(JobRow).returning(JobRow.__table__)
        return read_job(connection.execute(made, [{**facts, **times}]).mappings().one())


def find_job(engine: Engine, id: int) -> Job:
    """Return one job.

    Raises:
        JobNotFound: there is none with that id.
    """
    row = None
    if 0 <= id <= LARGEST_ID:
        with reading(engine) as connection:
            row = connection.execute(select(JobRow.__table__).where(JobRow.id == id)).mappings().first()
    if row is None:
        raise JobNotFound(f"There is no job {id}.", "Take an id from the list of jobs.")
    return read_job(row)


def list_jobs(
    engine: Engine, kinds: Sequence[str], states: Sequence[str], limit: int, before: int | None = None
) -> list[Job]:
    """Return the newest jobs first, at most `limit` of those with an id below `before`."""
    query = select(JobRow.__table__).where(JobRow.kind.in_(kinds), JobRow.state.in_(states))
    if before is not None:
        query = query.where(JobRow.id < min(before, LARGEST_ID))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(JobRow.id.desc()).limit(limit)).mappings().all()
    return [read_job(row) for row in rows]


def list_old_drafts(engine: Engine, before: datetime) -> list[int]:
    """Return the ids of uploads that nobody has started since a moment."""
    query = select(JobRow.id).where(JobRow.state == DRAFT, JobRow.updated_at < before)
    with reading(engine) as connection:
        return list(connection.execute(query.order_by(JobRow.id)).scalars())


def delete_job(engine: Engine, id: int) -> None:
    """Take the row of a draft away, as if nothing had been uploaded."""
    with writing(engine) as connection:
        connection.execute(delete(JobRow).where(JobRow.id == id, JobRow.state == DRAFT))


def read_job(row: RowMapping) -> Job:
    """Return the job that a row holds."""
    failure = None
    if row["error_code"] is not None:
        failure = Failure(code=row["error_code"], problem=row["problem"] or "", fix=row["fix"] or "")
    names = [one.name for one in fields(Job) if one.name != "failure"]
    return Job(failure=failure, **{name: row[name] for name in names})
