"""How a job goes from one state to the next; every step says what it expects, so that no two can both take it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select, update

from indexer.catalogue.job_tables import JobRow
from indexer.catalogue.transactions import reading, writing
from indexer.jobs.nouns import CANCELLED, DONE, DRAFT, FAILED, QUEUED, RUNNING, Failure, Job
from indexer.jobs.rows import find_job, read_job
from matcher.errors import EnmusubiError

MOST_ATTEMPTS = 5  # after that many workers died of it, a job is given up
NOTHING_YET: dict[str, Any] = {"done": 0, "total": None, "unit": None, "rate": None, "message": None}
GIVEN_UP = Failure(
    code="worker_lost",
    problem=f"The process that worked on it ended {MOST_ATTEMPTS} times before it was done.",
    fix="See whether the machine runs out of memory, then start it again.",
)


class JobNotStartable(EnmusubiError):
    """The job is not in a state in which this can be done."""

    code = "job_state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a job."""

    results: Mapping[str, int | str] = field(default_factory=dict)
    rejects: str | None = None


def start_draft(engine: Engine, id: int, plan: Mapping[str, Any], now: datetime) -> Job:
    """Put an upload in line, with how it is to be read.

    Raises:
        JobNotFound: there is no such job.
        JobNotStartable: it was started or taken away before.
    """
    _change_draft(engine, id, {"state": QUEUED, "plan": dict(plan), "updated_at": now})
    return find_job(engine, id)


def write_plan(engine: Engine, id: int, plan: Mapping[str, Any], now: datetime) -> Job:
    """Write down how an upload would be read.

    Raises:
        JobNotFound: there is no such job.
        JobNotStartable: it was started or taken away before.
    """
    _change_draft(engine, id, {"plan": dict(plan), "updated_at": now})
    return find_job(engine, id)


def claim_job(engine: Engine, id: int, now: datetime) -> Job | None:
    """Take a job that waits; None: somebody else has it, or it no longer waits."""
    changes = {
        "state": RUNNING,
        "attempts": JobRow.attempts + 1,
        "started_at": now,
        "updated_at": now,
        **NOTHING_YET,
    }
    return find_job(engine, id) if _move(engine, id, (QUEUED,), changes) else None


def report_job(engine: Engine, id: int, changes: Mapping[str, Any], now: datetime) -> bool:
    """Write down how far a running job is, and say whether it is to go on."""
    with writing(engine) as connection:
        running = update(JobRow).where(JobRow.id == id, JobRow.state == RUNNING)
        told = running.values(**changes, updated_at=now).returning(JobRow.stopping)
        stopping = connection.execute(told).scalar_one_or_none()
    return stopping is False


def finish_job(engine: Engine, id: int, outcome: Outcome, now: datetime) -> None:
    """Write down what came of it."""
    came = {"results": dict(outcome.results), "rejects": outcome.rejects}
    _move(engine, id, (RUNNING,), {**came, **_end(DONE, now)})


def fail_job(engine: Engine, id: int, failure: Failure, now: datetime) -> None:
    """Write down why it could not be done."""
    told = {"error_code": failure.code, "problem": failure.problem, "fix": failure.fix}
    _move(engine, id, (RUNNING,), {**told, **_end(FAILED, now)})


def release_job(engine: Engine, id: int, message: str | None, now: datetime) -> None:
    """Put a running job back in line; it goes on where it stopped, and this was no attempt."""
    changes = {**NOTHING_YET, "state": QUEUED, "message": message, "attempts": JobRow.attempts - 1, "updated_at": now}
    _move(engine, id, (RUNNING,), changes)


def end_cancelled(engine: Engine, id: int, now: datetime) -> None:
    """Write down that a running job has stopped because it was asked to."""
    _move(engine, id, (RUNNING,), _end(CANCELLED, now))


def cancel_job(engine: Engine, id: int, now: datetime) -> Job:
    """Cancel a job that waits, or ask a running one to stop at its next step; one that is over stays as it is.

    Raises:
        JobNotFound: there is no such job.
    """
    if find_job(engine, id).is_over:
        return find_job(engine, id)
    if not _move(engine, id, (DRAFT, QUEUED), _end(CANCELLED, now)):
        _move(engine, id, (RUNNING,), {"stopping": True, "updated_at": now})
    return find_job(engine, id)


def take_up(engine: Engine, now: datetime) -> list[Job]:
    """Return all jobs that wait, oldest first, with those that a dead worker has left; only one worker may ask.

    A job that was left too often is given up.
    """
    with writing(engine) as connection:
        left = update(JobRow).where(JobRow.state == RUNNING)
        given_up = {"error_code": GIVEN_UP.code, "problem": GIVEN_UP.problem, "fix": GIVEN_UP.fix}
        connection.execute(left.where(JobRow.stopping).values(**_end(CANCELLED, now)))
        connection.execute(left.where(JobRow.attempts >= MOST_ATTEMPTS).values(**given_up, **_end(FAILED, now)))
        connection.execute(left.values(state=QUEUED, updated_at=now))
    return list_waiting(engine)


def list_waiting(engine: Engine) -> list[Job]:
    """Return all jobs that wait, oldest first."""
    query = select(JobRow.__table__).where(JobRow.state == QUEUED).order_by(JobRow.id)
    with reading(engine) as connection:
        return [read_job(row) for row in connection.execute(query).mappings()]


def _change_draft(engine: Engine, id: int, changes: Mapping[str, Any]) -> None:
    if not _move(engine, id, (DRAFT,), changes):
        state = find_job(engine, id).state
        raise JobNotStartable(f"Job {id} is {state} already.", "Look at it in the list of imports.")


def _end(state: str, now: datetime) -> dict[str, Any]:
    return {"state": state, "rate": None, "message": None, "updated_at": now, "finished_at": now}


def _move(engine: Engine, id: int, expected: tuple[str, ...], changes: Mapping[str, Any]) -> bool:
    """Change a job that is in one of the expected states, and say whether it was."""
    with writing(engine) as connection:
        moved = update(JobRow).where(JobRow.id == id, JobRow.state.in_(expected)).values(**changes)
        return connection.execute(moved).rowcount == 1
