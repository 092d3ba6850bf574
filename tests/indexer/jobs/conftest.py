"""A home with its catalogue and queue, and a worker that is a process of its own."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.reading import CatalogueReader
from indexer.importers.run import ImportOptions, ImportSummary, import_path
from indexer.jobs.files import make_folder
from indexer.jobs.nouns import IMPORT, INDEX, Job
from indexer.jobs.queue import JobQueue
from indexer.jobs.rows import NewJob, create_job, find_job
from indexer.settings import Settings, read_settings

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Yard:
    """A home, and what tests do with it."""

    settings: Settings
    engine: Engine
    queue: JobQueue

    def ask_import(self, name: str, content: str | bytes, **plan: object) -> Job:
        """Upload a file and put it in line."""
        job = create_job(self.engine, NewJob(kind=IMPORT, name=name, plan=plan), datetime.now(UTC))
        path = make_folder(self.settings, job.id) / "upload"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.queue.hand_over(job.id)
        return job

    def ask_index(self) -> Job:
        """Put a re-index in line."""
        job = create_job(self.engine, NewJob(kind=INDEX), datetime.now(UTC))
        self.queue.hand_over(job.id)
        return job

    def find(self, job: Job) -> Job:
        """Return the job as it is now."""
        return find_job(self.engine, job.id)

    def wait(self, job: Job, *states: str, seconds: float = 60) -> Job:
        """Wait until the job is in one of the states, or over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self.find(job)
            if found.state in states or (not states and found.is_over):
                return found
            time.sleep(0.02)
        raise TimeoutError(self.find(job))


@pytest.fixture
def yard(tmp_path: Path, url: str) -> Iterator[Yard]:
    """An empty home, on either database."""
    yield from open_yard(replace(read_settings({}, tmp_path / "home"), database=url))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Yard]:
    """An empty home."""
    yield from open_yard(read_settings({}, tmp_path / "home"))


def open_yard(settings: Settings) -> Iterator[Yard]:
    """Open a home and close it again."""
    engine = open_catalogue(settings.database)
    queue = JobQueue(engine)
    yield Yard(settings, engine, queue)
    queue.close()
    engine.dispose()


def describe(engine: Engine) -> list[str]:
    """Return what a catalogue knows, without the ids it gave and the times it noted."""
    reader = CatalogueReader(engine)
    found = [reader.find(creator.id) for batch in reader.stream() for creator in batch]
    posts = {one.id: tuple(replace(post, id=0) for post in one.posts) for one in found}
    return sorted(repr(replace(one, id=0, sources={}, posts=posts[one.id])) for one in found)


def import_text(engine: Engine, settings: Settings, content: str) -> ImportSummary:
    """Import JSON Lines here and now."""
    settings.home.mkdir(parents=True, exist_ok=True)
    path = settings.home / "rows.jsonl"
    path.write_text(content, "utf-8")
    return import_path(path, "jsonl", engine, ImportOptions(rejects=settings.rejects, now=NOW))


def write_creators(count: int, bio: str = "zqzq") -> str:
    """Return JSON Lines of creators with a post each; every seventh line is bad."""
    lines = []
    for number in range(count):
        post = {"external_id": "p", "text": f"{bio} {number}"}
        creator = {"platform": "x", "external_id": str(number), "name": f"n{number}", "bio": bio, "posts": [post]}
        lines.append("broken" if number % 7 == 6 else json.dumps(creator, ensure_ascii=False))
    return "\n".join(lines)
