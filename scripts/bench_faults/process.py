"""Work in processes of its own, which can be killed from outside at any moment."""

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection, wait

PRELOADED = ["scripts.bench_faults.builder", "scripts.bench_faults.answers", "scripts.bench_faults.warm"]
LONGEST = 120.0  # seconds that anything may take
CONTEXT = multiprocessing.get_context("forkserver")  # starts in milliseconds: the imports are done once

Work = Callable[..., None]  # gets a connection to tell its results by, then its arguments


class Child:
    """One process that tells what it does."""

    def __init__(self, work: Work, *given: object) -> None:
        """Start the work."""
        CONTEXT.set_forkserver_preload(PRELOADED)
        self._ours, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=work, args=(theirs, *given), daemon=True)
        self._process.start()
        theirs.close()

    def hear(self, longest: float = LONGEST) -> object:
        """Return the next thing that it tells; None when it ended, or took too long, without a word."""
        wait([self._ours, self._process.sentinel], longest)
        try:
            return self._ours.recv() if self._ours.poll() else None
        except (EOFError, ConnectionResetError):
            return None

    def tell(self, what: object) -> None:
        """Tell it something."""
        self._ours.send(what)

    def kill(self) -> bool:
        """Kill it with signal 9; say whether it had not ended by itself."""
        self._process.kill()
        self._process.join()
        return self._process.exitcode == -signal.SIGKILL

    def finish(self) -> object:
        """Return the last thing that it tells, and wait until it has ended."""
        told = self.hear()
        self._process.join(LONGEST)
        self.kill()
        self._ours.close()
        return told


def run_child(work: Work, *given: object) -> object:
    """Return what the work tells; None when it died."""
    return Child(work, *given).finish()


__all__ = ["Child", "Connection", "run_child"]
