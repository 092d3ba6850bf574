"""The rows that an import did not take, to take away: JSON Lines as they were kept, or CSV for a spreadsheet."""

import codecs
import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from indexer.jobs.nouns import Job
from indexer.settings import Settings
from matcher.errors import EnmusubiError
from web.shortlists.cells import defuse

REJECTS = {"csv": "text/csv", "jsonl": "application/x-ndjson"}
HEADS = ("line", "field", "reason", "row", "file")


class NoRejects(EnmusubiError):
    """The job rejected nothing, or its rejects are gone."""

    code = "no_rejects"


def stream_rejects(settings: Settings, job: Job, kind: str) -> Iterator[bytes]:
    """Give a job's rejects piece by piece; as CSV they are a table that Excel opens rightly and calculates nothing of.

    Raises:
        NoRejects: there are none.
    """
    path = settings.rejects / job.rejects if job.rejects else None
    if path is None or not path.is_file():
        raise NoRejects(f"Job {job.id} has no rejected rows to show.", "Look at the counts of the job.")
    return _give_lines(path) if kind == "jsonl" else _give_table(path)


def _give_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _give_table(path: Path) -> Iterator[bytes]:
    yield codecs.BOM_UTF8 + _write_row(HEADS)
    for line in _give_lines(path):
        reject = json.loads(line)
        yield _write_row([defuse(str(reject[head])) for head in HEADS])


def _write_row(cells: Sequence[str]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")
