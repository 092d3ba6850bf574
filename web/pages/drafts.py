"""The page of an upload before it is started: its first rows as they would be read, and what its columns mean."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from indexer.importers.layouts import FIELDS, Layout, read_layout
from indexer.importers.sniffing import DELIMITERS, ENCODINGS
from indexer.importers.texts import PLATFORM
from indexer.jobs.files import find_upload
from indexer.jobs.inspecting import ShownRow, propose_layout, read_names, recognise_upload, show_rows
from indexer.jobs.nouns import DRAFT, Job
from indexer.jobs.rows import find_job
from indexer.jobs.states import write_plan
from matcher.errors import EnmusubiError
from web.access import needs
from web.errors import status_of
from web.jobs.desk import find_desk, remember_layout
from web.jobs.words import LABELS, list_faults, tell_failure
from web.pages.blueprint import pages
from web.pages.imports import go_to_job


@pages.get("/imports/<int:id>/columns", endpoint="draft")
@needs("write")
def show_draft(id: int) -> ResponseReturnValue:
    """Show how an upload would be read; one that was started leads to its job.

    Statuses: 200, 303, 404 no such job, 422 the file is gone.
    """
    job = find_job(find_desk().engine, id)
    if job.state != DRAFT:
        return go_to_job(job)
    return _show(job)


@pages.post("/imports/<int:id>/columns")
@needs("write")
def settle_draft(id: int) -> ResponseReturnValue:
    """Take what was chosen for the columns, and look again or start.

    Statuses: 303, 404 no such job, 409 it was started before, 422 the columns do not tell whose rows they are.
    """
    desk = find_desk()
    job = find_job(desk.engine, id)
    try:
        plan = dict(job.plan)
        if "layout" in plan:
            plan["layout"] = _read_choice(job).write()
            write_plan(desk.engine, id, plan, datetime.now(UTC))
        if "start" not in request.form:
            return redirect(url_for("pages.draft", id=id), 303)
        recognise_upload(find_upload(desk.settings, id), plan)
        _remember(job, plan)
        return go_to_job(desk.start(id, plan))
    except EnmusubiError as error:
        if find_job(desk.engine, id).state != DRAFT:
            raise
        return _show(find_job(desk.engine, id), error), status_of(error)


@pages.post("/imports/<int:id>/drop")
@needs("write")
def drop_draft(id: int) -> ResponseReturnValue:
    """Forget an upload that was not started.

    Statuses: 303.
    """
    if find_job(find_desk().engine, id).state == DRAFT:
        find_desk().drop(id)
    return redirect(url_for("pages.imports"), 303)


def _show(job: Job, error: EnmusubiError | None = None) -> str:
    layout = read_layout(job.plan["layout"]) if "layout" in job.plan else None
    rows: list[ShownRow] = []
    names: tuple[str, ...] = ()
    faults = layout.find_faults() if layout else ()
    try:
        path = find_upload(find_desk().settings, job.id)
        names = read_names(path, layout.encoding, layout.delimiter) if layout else ()
        if not faults:
            rows = show_rows(recognise_upload(path, job.plan), find_desk().engine, datetime.now(UTC))
    except EnmusubiError as found:
        error = error or found
    return render_template(
        "draft.html",
        job=job,
        layout=layout,
        columns=list(zip(names, layout.fields, strict=False)) if layout else [],
        rows=rows,
        faults=list_faults(faults),
        error=tell_failure(error) if error and not faults else None,
        labels=LABELS,
        encodings=ENCODINGS,
        delimiters=DELIMITERS,
    )


def _read_choice(job: Job) -> Layout:
    """Return the layout that the form says; after another encoding or separator the columns are proposed anew."""
    layout = read_layout(job.plan["layout"])
    encoding, delimiter = request.form.get("encoding", ""), request.form.get("delimiter", "")
    encoding = encoding if encoding in ENCODINGS else layout.encoding
    delimiter = delimiter if delimiter in DELIMITERS else layout.delimiter
    if (encoding, delimiter) != (layout.encoding, layout.delimiter):
        desk = find_desk()
        names = read_names(find_upload(desk.settings, job.id), encoding, delimiter)
        return propose_layout(names, encoding, delimiter, desk.engine)
    platform = request.form.get("platform", "").strip().lower()
    chosen = [request.form.get(f"column-{place}", "") for place in range(len(layout.fields))]
    fields = tuple(field if field in FIELDS else None for field in chosen)
    return replace(layout, fields=fields, platform=platform if PLATFORM.fullmatch(platform) else None)


def _remember(job: Job, plan: dict[str, object]) -> None:
    if isinstance(written := plan.get("layout"), dict):
        layout = read_layout(written)
        names = read_names(find_upload(find_desk().settings, job.id), layout.encoding, layout.delimiter)
        remember_layout(names, layout)
