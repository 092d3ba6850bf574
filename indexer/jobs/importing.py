"""The job that imports an uploaded file."""

from dataclasses import asdict, replace
from pathlib import Path

from indexer.importers.run import ImportOptions, ImportSummary, find_summary, import_input
from indexer.jobs.files import find_upload
from indexer.jobs.inspecting import recognise_upload
from indexer.jobs.nouns import Job
from indexer.jobs.place import Place
from indexer.jobs.reporting import Report
from indexer.jobs.states import Outcome
from matcher.errors import UnreadableInput

COUNTED = ("accepted", "rejected", "repeated", "new", "changed", "unchanged", "resumed_from")


def run_import(place: Place, job: Job, report: Report) -> Outcome:
    """Import what was uploaded; a second attempt goes on where the first one stopped.

    Raises:
        UnreadableInput: the file is gone, or cannot be read as was said.
        EnmusubiError: as for `import_input`.
    """
    path = find_upload(place.settings, job.id)
    options = ImportOptions(
        rejects=place.settings.rejects, now=job.created_at, progress=report.move_bytes, salt=place.settings.salt
    )
    try:
        source = replace(recognise_upload(path, job.plan), name=job.name or path.name)
        ended_before = find_summary(source, place.engine, options) if job.attempts > 1 else None
        return _tell(ended_before or import_input(source, place.engine, options))
    except UnreadableInput as error:
        raise _hide(error, path, job) from error


def _hide(error: UnreadableInput, path: Path, job: Job) -> UnreadableInput:
    """Name the file as it was sent: where it lies on this server is nobody's business."""
    return UnreadableInput(error.problem.replace(str(path), job.name or path.name), error.fix)


def _tell(summary: ImportSummary) -> Outcome:
    counts = {name: count for name, count in asdict(summary).items() if name in COUNTED}
    return Outcome(results=counts, rejects=summary.rejects.name if summary.rejects else None)
