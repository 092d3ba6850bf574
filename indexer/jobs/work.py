"""Does one job, and writes down what came of it."""

import logging
from datetime import UTC, datetime

from indexer.jobs.files import remove_files
from indexer.jobs.importing import run_import
from indexer.jobs.indexing import run_index
from indexer.jobs.nouns import IMPORT, Failure, Job
from indexer.jobs.place import Place
from indexer.jobs.reporting import Cancelled, Interrupted, Report
from indexer.jobs.rows import find_job
from indexer.jobs.states import Outcome, claim_job, end_cancelled, fail_job, finish_job, release_job
from matcher.errors import Busy, EnmusubiError

AGAIN = 15.0  # seconds until a job that found somebody else at work is tried again
UNEXPECTED = Failure(
    code="unexpected",
    problem="Something went wrong that nobody expected.",
    fix="Start it again; if that does not help, the log of the server tells more.",
)
log = logging.getLogger(__name__)


def work(place: Place, id: int) -> None:
    """Do a job that waits; one that no longer waits is left alone."""
    job = claim_job(place.engine, id, datetime.now(UTC))
    if job is None:
        return
    _do(place, job)
    if job.kind == IMPORT and find_job(place.engine, id).is_over:
        remove_files(place.settings, id)


def _do(place: Place, job: Job) -> None:
    try:
        finish_job(place.engine, job.id, _run(place, job), datetime.now(UTC))
    except Cancelled:
        end_cancelled(place.engine, job.id, datetime.now(UTC))
    except Interrupted:
        release_job(place.engine, job.id, None, datetime.now(UTC))
    except Busy as error:
        release_job(place.engine, job.id, error.problem, datetime.now(UTC))
        place.hand_over(job.id, AGAIN)
    except EnmusubiError as error:
        failure = Failure(code=error.code, problem=error.problem, fix=error.fix)
        fail_job(place.engine, job.id, failure, datetime.now(UTC))
    except Exception:
        log.exception("Job %d failed", job.id)
        fail_job(place.engine, job.id, UNEXPECTED, datetime.now(UTC))


def _run(place: Place, job: Job) -> Outcome:
    report = Report(place.engine, job.id, place.is_stopping)
    return run_import(place, job, report) if job.kind == IMPORT else run_index(place, report)
