"""The worker's processes: the server starts a keeper, which starts the worker, and another one when it died.

Each child gets its settings through a pipe that its parent holds open, and ends when the pipe does: nobody outlives
the server, however it ended. The keeper is a process of its own, and small, because a server that forks must not hold
threads, and because what grows until the system ends it is the worker.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from indexer.settings import Settings

PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from indexer.jobs.processes import run_child; run_child(sys.argv[1])"
GRACE = 20.0  # seconds that a job has to come to the end of its batch
PAUSE = 1.0  # seconds before a worker that died is started again

Child = subprocess.Popen[bytes]


@contextmanager
def keeping_worker(settings: Settings) -> Iterator[None]:
    """Keep a worker alive for as long as the block runs; the end of the block waits for its present batch.

    In processes that are forked within the block, its end does nothing.
    """
    owner, keeper = os.getpid(), start_child("keeper", settings)
    try:
        yield
    finally:
        if os.getpid() == owner:
            stop_child(keeper, GRACE + 2 * PAUSE)


def start_child(role: str, settings: Settings) -> Child:
    """Start a keeper or a worker with the modules and the settings of this process."""
    command = [sys.executable, "-c", PROGRAM, role, *sys.path]
    child = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 (this very program)
    if child.stdin is not None:
        with suppress(BrokenPipeError):  # it died at once; whoever waits for it will see
            pickle.dump(settings, child.stdin)
            child.stdin.flush()
    return child


def stop_child(child: Child, seconds: float) -> None:
    """Ask a child to end, and make it after some seconds."""
    child.terminate()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdin is not None:
        child.stdin.close()


def run_child(role: str) -> None:
    """Be the keeper or the worker whose settings come through standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key pressed in the terminal is the server's affair
    settings: Settings = pickle.load(sys.stdin.buffer)  # noqa: S301 (the parent wrote it)
    stopping = Event()
    if role == "keeper":
        signal.signal(signal.SIGTERM, lambda *_: stopping.set())
        _watch_parent(stopping.set)
        keep(settings, stopping)
    else:
        from indexer.jobs.worker import work_until_stopped  # noqa: PLC0415 (the keeper stays small)

        _watch_parent(lambda: _end_soon(stopping))
        work_until_stopped(settings, stopping.is_set)


def keep(settings: Settings, stopping: Event) -> None:
    """Run a worker, and another one whenever it has ended, until told to stop."""
    while not stopping.is_set():
        worker = start_child("worker", settings)
        while worker.poll() is None and not stopping.wait(PAUSE / 5):
            pass
        if worker.returncode:
            stopping.wait(PAUSE)
        stop_child(worker, GRACE)


def _watch_parent(tell: Callable[[], None]) -> None:
    """Call a function when the parent has ended."""
    descriptor = sys.stdin.fileno()

    def watch() -> None:
        while os.read(descriptor, 1):  # nothing more comes: this waits for the end
            pass
        tell()

    Thread(target=watch, name="watch of the parent", daemon=True).start()


def _end_soon(stopping: Event) -> None:
    """End this worker as SIGTERM would, and at once where it does not."""
    stopping.set()
    os.kill(os.getpid(), signal.SIGTERM)
    Event().wait(GRACE)
    os._exit(1)
