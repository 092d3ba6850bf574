"""Index jobs: bring the index up to the catalogue, and watch it."""

from flask import Response, jsonify

from indexer.jobs.nouns import INDEX
from web.access.scopes import needs
from web.api.asked_jobs import JobPath, JobsQuery
from web.api.jobs import MISSING, answer_accepted, answer_list, find_one
from web.api.once import once
from web.api.resource import checked, make_resource
from web.api.told_jobs import JobAnswer, JobsAnswer
from web.jobs.desk import find_desk
from web.jobs.show import show_job

index_jobs = make_resource("index-jobs", "Re-indexes, so that searches find what was imported.")


@index_jobs.post("/index-jobs", operation_id="create_index_job", responses={202: JobAnswer})
@needs("write")
@once
@checked
def create_index_job() -> Response:
    """Put a re-index in line; one that waits already is answered instead of a second one."""
    return answer_accepted(find_desk().ask_index())


@index_jobs.get("/index-jobs", operation_id="list_index_jobs", responses={200: JobsAnswer})
@needs("read")
@checked
def list_index_jobs(query: JobsQuery) -> Response:
    """List re-indexes, the newest first."""
    return answer_list(query, INDEX)


@index_jobs.get("/index-jobs/<int:id>", operation_id="get_index_job", responses={200: JobAnswer, 404: MISSING})
@needs("read")
@checked
def get_index_job(path: JobPath) -> Response:
    """Return a re-index: how far it is, or what came of it."""
    return jsonify(show_job(find_one(path.id, INDEX)))


@index_jobs.post(
    "/index-jobs/<int:id>/cancel", operation_id="cancel_index_job", responses={202: JobAnswer, 404: MISSING}
)
@needs("write")
@once
@checked
def cancel_index_job(path: JobPath) -> Response:
    """Cancel a re-index at once, or at its next step where it runs; the live index stays as it is."""
    return answer_accepted(find_desk().cancel(find_one(path.id, INDEX).id))
