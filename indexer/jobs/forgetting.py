"""Uploads that name somebody who is forgotten: those that wait are taken away with their jobs."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from indexer.catalogue.drafts import Key
from indexer.jobs.files import folder_of, remove_files
from indexer.jobs.nouns import DRAFT, KINDS, QUEUED
from indexer.jobs.rows import list_jobs
from indexer.jobs.states import cancel_job
from indexer.settings import Settings

WRITTEN = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "gb18030")  # how an id may stand in a file
PIECE = 1 << 20  # bytes
MOST = 10_000  # jobs that wait at once


def forget_in_uploads(engine: Engine, settings: Settings, key: Key, now: datetime) -> list[int]:
    """Cancel the jobs that wait with a file which holds a creator's id, and take the files away; return their ids.

    A job that runs already takes its file away by itself, and its import refuses whoever was forgotten.
    """
    waiting = list_jobs(engine, KINDS, (DRAFT, QUEUED), MOST)
    held = [job.id for job in waiting if _holds(folder_of(settings, job.id), key[1])]
    for id in held:
        cancel_job(engine, id, now)
        remove_files(settings, id)
    return held


def _holds(folder: Path, external_id: str) -> bool:
    signs = {external_id.encode(code, "ignore") for code in WRITTEN} - {b""}
    return any(_contains(path, signs) for path in folder.glob("*"))


def _contains(path: Path, signs: set[bytes]) -> bool:
    """Read a file piece by piece; pieces overlap, so that nothing hides between two."""
    overlap, rest = max(map(len, signs)) - 1, b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            read = rest + piece
            if any(sign in read for sign in signs):
                return True
            rest = read[-overlap:] if overlap else b""
    return False
