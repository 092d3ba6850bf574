"""The worker: one process that does the jobs, one after the other."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from filelock import FileLock, Timeout
from huey import crontab

from indexer.catalogue.opening import open_catalogue
from indexer.jobs.files import remove_files
from indexer.jobs.nouns import INDEX
from indexer.jobs.place import Place
from indexer.jobs.queue import JobQueue
from indexer.jobs.rows import delete_job, find_job, list_old_drafts
from indexer.jobs.states import take_up
from indexer.jobs.work import work
from indexer.settings import Settings
from indexer.threads import use_one_blas_thread

LOCK = "worker.lock"  # in the home folder
KEPT_DRAFTS = timedelta(days=1)
LONGEST_REST = 0.5  # seconds between two looks at an empty queue


class Worker:
    """Takes jobs from the queue until it is told to stop."""

    def __init__(self, settings: Settings) -> None:
        """Open catalogue and queue."""
        self._settings = settings
        self._engine = open_catalogue(settings.database)
        self._queue = JobQueue(self._engine, self._work)
        self._queue.huey.periodic_task(crontab(), name="sweep")(self._sweep)
        self._consumer = self._queue.huey.create_consumer(
            workers=1, graceful_signal="TERM", max_delay=LONGEST_REST, check_worker_health=False
        )
        self._place = Place(
            settings=settings,
            engine=self._engine,
            is_stopping=self._consumer.stop_flag.is_set,
            hand_over=self._queue.hand_over,
        )

    def run(self) -> None:
        """Take up what was left, then work until SIGTERM; a job under way is put back after its present batch."""
        self._queue.clear()
        self._sweep()
        self._consumer.run()

    def _work(self, id: int) -> None:
        work(self._place, id)
        if find_job(self._engine, id).kind == INDEX:  # the model fills the memory: the next process begins without it
            os.kill(os.getpid(), signal.SIGTERM)

    def _sweep(self) -> None:
        """Hand over what waits and is not in the queue, and take away uploads that nobody has started.

        It runs where jobs run, so that no job is under way meanwhile.
        """
        now = datetime.now(UTC)
        pending = self._queue.list_pending()
        for job in take_up(self._engine, now):
            if job.id not in pending:
                self._queue.hand_over(job.id)
        for id in list_old_drafts(self._engine, now - KEPT_DRAFTS):
            remove_files(self._settings, id)
            delete_job(self._engine, id)


def work_until_stopped(settings: Settings, is_stopping: Callable[[], bool]) -> None:
    """Be the worker of this home, as soon as no other process is."""
    use_one_blas_thread()
    with holding_lock(settings, is_stopping) as held:
        if held:
            Worker(settings).run()


@contextmanager
def holding_lock(settings: Settings, is_stopping: Callable[[], bool]) -> Iterator[bool]:
    """Wait until no other process is the worker of this home; gives False where it is told to stop meanwhile."""
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.home / LOCK)
    while not is_stopping():
        try:
            with lock.acquire(timeout=1):
                yield True
                return
        except Timeout:
            continue
    yield False
