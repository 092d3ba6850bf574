"""Jobs become the JSON that the API answers with. null is not known."""

from indexer.jobs.nouns import Job
from web.show import show_time

PLACES = {"import": "/api/v1/imports", "index": "/api/v1/index-jobs"}


def show_job(job: Job) -> dict[str, object]:
    """Return everything about a job; times are ISO 8601 in UTC."""
    return {
        "id": job.id,
        "state": job.state,
        "name": job.name,
        "progress": {
            "step": job.message,
            "done": job.done,
            "total": job.total,
            "unit": job.unit,
            "per_second": job.rate,
            "seconds_left": job.seconds_left,
        },
        "results": dict(job.results) or None,
        "rejects": f"{place_of(job)}/rejects" if job.rejects else None,
        "failure": None if job.failure is None else show_failure(job),
        "stopping": job.stopping,
        "attempts": job.attempts,
        "created_by": job.created_by,
        "created_at": show_time(job.created_at),
        "started_at": show_time(job.started_at),
        "finished_at": show_time(job.finished_at),
    }


def place_of(job: Job) -> str:
    """Return the address of a job."""
    return f"{PLACES[job.kind]}/{job.id}"


def show_failure(job: Job) -> dict[str, str] | None:
    """Return why a job failed and what to do about it."""
    found = job.failure
    return None if found is None else {"code": found.code, "message": f"{found.problem} {found.fix}"}
