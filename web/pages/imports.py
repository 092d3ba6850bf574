"""The pages of imports: what was imported, an upload before it is started, a job while it runs and after."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from indexer.jobs.nouns import DRAFT, KINDS, STATES, Job
from indexer.jobs.rows import find_job, list_jobs
from indexer.jobs.uploads import UploadRefused
from matcher.errors import EnmusubiError, IndexNotReady
from web.access import needs
from web.errors import status_of
from web.jobs.desk import find_desk
from web.jobs.rejects import REJECTS, stream_rejects
from web.jobs.words import STATES as NAMES
from web.jobs.words import STEPS, Told, tell_failure
from web.pages.blueprint import pages

SHOWN = 20  # jobs on one page


@pages.get("/imports", endpoint="imports")
@needs("read")
def show_imports() -> ResponseReturnValue:
    """Show the box for uploads, what a re-index would do, and the jobs so far, the newest first.

    Statuses: 200.
    """
    return _show_all()


@pages.post("/imports", endpoint="upload")
@needs("write")
def take_file() -> ResponseReturnValue:
    """Take a file and lead to how it would be read.

    Statuses: 303, 413 too large, 422 cannot be read, 503 the disk is full.
    """
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise UploadRefused("missing", "No file was chosen.", "Choose one.")
        job = find_desk().take(file.stream, file.filename)
    except EnmusubiError as error:
        return _show_all(tell_failure(error)), status_of(error)
    return go_to_job(job)


@pages.get("/imports/<int:id>", endpoint="job")
@needs("read")
def show_job(id: int) -> ResponseReturnValue:
    """Show a job: how far it is, or what came of it. An upload that was not started leads to its columns.

    Statuses: 200, 303, 404 no such job.
    """
    job = find_job(find_desk().engine, id)
    if job.state == DRAFT:
        return redirect(url_for("pages.draft", id=id), 303)
    failure = tell_failure(job.failure) if job.failure else None
    return render_template("job.html", job=job, failure=failure, **_list_names())


@pages.post("/imports/<int:id>/cancel")
@needs("write")
def stop_job(id: int) -> ResponseReturnValue:
    """Cancel a job, at once or at its next step.

    Statuses: 303, 404 no such job.
    """
    return go_to_job(find_desk().cancel(id))


@pages.get("/imports/<int:id>/rejects.<kind>", endpoint="rejects")
@needs("read")
def send_rejects(id: int, kind: str) -> Response:
    """Send the rows that were not taken, with the reasons.

    Statuses: 200, 404 no such job, nothing was rejected, or no such kind of file.
    """
    if kind not in REJECTS:
        raise NotFound
    job = find_job(find_desk().engine, id)
    content = stream_rejects(find_desk().settings, job, kind)
    name = f'attachment; filename="rejects-{id}.{kind}"'
    return Response(content, mimetype=REJECTS[kind], headers={"Content-Disposition": name})


@pages.post("/imports/index", endpoint="reindex")
@needs("write")
def start_index() -> ResponseReturnValue:
    """Put a re-index in line and go to it.

    Statuses: 303.
    """
    return go_to_job(find_desk().ask_index())


@pages.get("/imports/index", endpoint="facts")
@needs("read")
def show_facts() -> ResponseReturnValue:
    """Show what a re-index would do, for the page that asks it beside its own.

    Statuses: 200.
    """
    try:
        facts = find_desk().tell_facts()
    except IndexNotReady:
        facts = None
    return render_template("index_facts.html", facts=facts)


def go_to_job(job: Job) -> ResponseReturnValue:
    """Lead the browser to a job."""
    return redirect(url_for("pages.job", id=job.id), 303)


def _show_all(error: Told | None = None) -> str:
    before = request.args.get("before", type=int)
    jobs = list_jobs(find_desk().engine, KINDS, STATES, SHOWN + 1, before)
    older = jobs[SHOWN - 1].id if len(jobs) > SHOWN else None
    return render_template("imports.html", jobs=jobs[:SHOWN], older=older, error=error, **_list_names())


def _list_names() -> dict[str, object]:
    return {"states": NAMES, "steps": STEPS, "has_worker": find_desk().has_worker()}
