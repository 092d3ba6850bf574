"""The way to the jobs of this home: uploads are taken, jobs are put in line and handed to the worker."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import IO, Any

from filelock import FileLock, Timeout
from flask import Flask, current_app, request
from sqlalchemy import Engine

from indexer.importers.layouts import Layout
from indexer.index.generation import Generation
from indexer.jobs.facts import Facts, tell_facts
from indexer.jobs.files import find_upload, remove_files
from indexer.jobs.indexing import open_workshop
from indexer.jobs.inspecting import plan_reading
from indexer.jobs.mappings import remember_mapping
from indexer.jobs.nouns import DRAFT, IMPORT, INDEX, Job
from indexer.jobs.queue import JobQueue
from indexer.jobs.rows import NewJob, create_job, delete_job
from indexer.jobs.states import cancel_job, start_draft, write_plan
from indexer.jobs.uploads import MOST_BYTES, clean_name, take_upload
from indexer.jobs.worker import LOCK
from indexer.progress import silent
from indexer.settings import Settings
from matcher.errors import EnmusubiError
from web.access.visitors import Register, find_register, find_visitor, tell_moment
from web.door import find_shelves
from web.jobs.figures import write_amount, write_duration, write_moment

KEY = "enmusubi_jobs"
ROOM = 1_000_000  # bytes of a request beside its file
UPLOADS = ("pages.upload", "imports.create_import")  # endpoints that take files


class Desk:
    """Takes jobs in."""

    def __init__(self, settings: Settings) -> None:
        """Remember whose; the catalogue is opened when somebody first asks."""
        self.settings = settings

    @cached_property
    def _queue(self) -> JobQueue:
        return JobQueue(self.engine)

    @property
    def engine(self) -> Engine:
        """The catalogue, which is made if it is missing."""
        register: Register = find_register()
        return register.open()

    def take(self, stream: IO[bytes], name: str | None) -> Job:
        """Take an upload, and say how it would be read; nothing is imported yet.

        Raises:
            UploadRefused: it cannot be taken.
            UnreadableInput: no row of it could be read.
            HomeUnusable: the disk is full.
        """
        new = NewJob(kind=IMPORT, state=DRAFT, name=clean_name(name), created_by=find_visitor().name)
        job = create_job(self.engine, new, tell_moment())
        try:
            path = take_upload(self.settings, job.id, stream)
            plan = plan_reading(path, self.engine)
        except EnmusubiError as error:
            self.drop(job.id)
            error.problem = error.problem.replace(str(self.settings.uploads / str(job.id) / "upload"), str(job.name))
            error.args = (f"{error.problem} {error.fix}",)
            raise
        return write_plan(self.engine, job.id, plan, tell_moment())

    def drop(self, id: int) -> None:
        """Forget an upload that was not started."""
        remove_files(self.settings, id)
        delete_job(self.engine, id)

    def start(self, id: int, plan: Mapping[str, Any]) -> Job:
        """Put an upload in line.

        Raises:
            JobNotFound: there is no such job.
            JobNotStartable: it was started or taken away before.
            UnreadableInput: its file is gone.
        """
        find_upload(self.settings, id)
        job = start_draft(self.engine, id, plan, tell_moment())
        self._hand_over(job)
        return job

    def ask_index(self) -> Job:
        """Put a re-index in line; one that waits already is given."""
        job = create_job(self.engine, NewJob(kind=INDEX, created_by=find_visitor().name), tell_moment())
        self._hand_over(job)
        return job

    def cancel(self, id: int) -> Job:
        """Cancel a job, at once or at its next step.

        Raises:
            JobNotFound: there is no such job.
        """
        job = cancel_job(self.engine, id, tell_moment())
        if job.is_over:
            remove_files(self.settings, id)
        return job

    def tell_facts(self) -> Facts:
        """Say what a re-index would do.

        Raises:
            IndexNotReady: the catalogue holds no creators.
        """
        last: Generation | None = None
        with suppress(EnmusubiError):
            last = find_shelves().refresh()
        return tell_facts(open_workshop(self.settings, self.engine, silent), last)

    def has_worker(self) -> bool:
        """Say whether some process does the jobs of this home."""
        try:
            with FileLock(self.settings.home / LOCK, timeout=0):
                return False
        except Timeout:
            return True

    def _hand_over(self, job: Job) -> None:
        """Tell the worker; where that fails it finds the row by itself within a minute."""
        with suppress(Exception):
            self._queue.hand_over(job.id)


def init_jobs(app: Flask, settings: Settings) -> None:
    """Give the app its desk, and let uploads be larger than other requests; before access is checked."""
    app.extensions[KEY] = Desk(settings)
    app.jinja_env.filters.update(moment=write_moment, duration=write_duration, amount_done=write_amount)
    app.before_request(_widen_limit)


def find_desk() -> Desk:
    """Return the desk of this app."""
    desk: Desk = current_app.extensions[KEY]
    return desk


def remember_layout(names: tuple[str, ...], layout: Layout) -> None:
    """Propose this layout when a table with the same columns comes again."""
    remember_mapping(find_desk().engine, names, layout, tell_moment())


def _widen_limit() -> None:
    if request.endpoint in UPLOADS:
        request.max_content_length = MOST_BYTES + ROOM
