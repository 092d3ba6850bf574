"""What imports and index jobs of the API have in common: a job to poll, and lists of them."""

from flask import Response, jsonify

from indexer.jobs.nouns import STATES, Job
from indexer.jobs.rows import JobNotFound, find_job, list_jobs
from web.api.asked_jobs import JobsQuery
from web.api.refusals import describe_refusal
from web.jobs.desk import find_desk
from web.jobs.show import place_of, show_job

POLL = 2  # seconds until there is news
MISSING = describe_refusal(404, "There is no such job.")


def answer_accepted(job: Job) -> Response:
    """Return 202 with the job, where to ask for it, and when."""
    answer = jsonify(show_job(job))
    answer.status_code = 202
    answer.headers["Location"] = place_of(job)
    answer.headers["Retry-After"] = str(POLL)
    return answer


def find_one(id: int, kind: str) -> Job:
    """Return a job of a kind.

    Raises:
        JobNotFound: there is none with that id.
    """
    job = find_job(find_desk().engine, id)
    if job.kind != kind:
        raise JobNotFound(f"There is no such job {id}.", "Take an id from the list of jobs.")
    return job


def answer_list(query: JobsQuery, kind: str) -> Response:
    """Return jobs of a kind, the newest first."""
    before = int(query.cursor) if query.cursor else None
    jobs = list_jobs(find_desk().engine, (kind,), STATES, query.limit + 1, before)
    shown = jobs[: query.limit]
    cursor = str(shown[-1].id) if len(jobs) > query.limit else None
    return jsonify(jobs=[show_job(job) for job in shown], next_cursor=cursor)
