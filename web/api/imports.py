"""Imports: files in, jobs to poll out."""

from typing import Any

from flask import Response, jsonify

from indexer.jobs.nouns import IMPORT
from web.access.scopes import needs
from web.api.asked_jobs import ImportForm, JobPath, JobsQuery
from web.api.bodies import lines_as_file
from web.api.jobs import MISSING, answer_accepted, answer_list, find_one
from web.api.once import once
from web.api.refusals import describe_refusal
from web.api.resource import checked, make_resource
from web.api.told_jobs import JobAnswer, JobsAnswer
from web.jobs.columns import plan_columns
from web.jobs.desk import find_desk
from web.jobs.rejects import REJECTS, stream_rejects
from web.jobs.show import show_job

imports = make_resource("imports", "Files of creators and posts that are taken into the catalogue.")

LINES: dict[str, Any] = {
    "description": "JSON Lines: `file`, `line`, `field`, `reason`, `row`.",
    "content": {REJECTS["jsonl"]: {"schema": {"type": "string"}}},
}
TOO_LARGE = describe_refusal(413, "The file has more than 200 MB or 2,000,000 lines, packed or unpacked.")


@imports.post("/imports", operation_id="create_import", responses={202: JobAnswer, 413: TOO_LARGE})
@needs("write")
@once
@lines_as_file
@checked
def create_import(form: ImportForm) -> Response:
    """Import a file, or JSON Lines as the body (application/x-ndjson), beside the answer, which is the job to poll.

    The same rows again change nothing.
    """
    desk = find_desk()
    job = desk.take(form.file.stream, form.file.filename)
    try:
        plan = plan_columns(job, form.columns, form.platform)
        return answer_accepted(desk.start(job.id, plan))
    except BaseException:
        desk.drop(job.id)
        raise


@imports.get("/imports", operation_id="list_imports", responses={200: JobsAnswer})
@needs("read")
@checked
def list_imports(query: JobsQuery) -> Response:
    """List imports, the newest first."""
    return answer_list(query, IMPORT)


@imports.get("/imports/<int:id>", operation_id="get_import", responses={200: JobAnswer, 404: MISSING})
@needs("read")
@checked
def get_import(path: JobPath) -> Response:
    """Return an import: how far it is, or what came of it."""
    return jsonify(show_job(find_one(path.id, IMPORT)))


@imports.get("/imports/<int:id>/rejects", operation_id="get_rejects", responses={200: LINES, 404: MISSING})
@needs("read")
@checked
def get_rejects(path: JobPath) -> Response:
    """Return the rows that an import did not take, each with its line, field and reason."""
    job = find_one(path.id, IMPORT)
    return Response(stream_rejects(find_desk().settings, job, "jsonl"), mimetype=REJECTS["jsonl"])


@imports.post("/imports/<int:id>/cancel", operation_id="cancel_import", responses={202: JobAnswer, 404: MISSING})
@needs("write")
@once
@checked
def cancel_import(path: JobPath) -> Response:
    """Cancel an import at once, or after its present batch where it runs; what was imported stays."""
    return answer_accepted(find_desk().cancel(find_one(path.id, IMPORT).id))
