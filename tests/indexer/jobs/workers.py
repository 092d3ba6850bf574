"""Workers as processes of their own, with the fake encoder where something is embedded."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.settings import Settings

ROOT = Path(__file__).parents[3]
PROGRAM = """
import os, signal, sys, time
from indexer.importers import run
from indexer.jobs import indexing, processes
from tests.fake_encoder import FakeEncoder

dies_in, pause = int(sys.argv[1]), float(sys.argv[2])
seen = 0

def count():
    global seen
    seen += 1
    time.sleep(pause)
    if seen == dies_in:
        os.kill(os.getpid(), signal.SIGKILL)

class Mortal(FakeEncoder):
    def encode_passages(self, texts):
        if "zqzq" in texts[-1]:
            count()
        return super().encode_passages(texts)

write = run.write_batch

def write_and_perhaps_die(*arguments):
    written = write(*arguments)
    count()
    return written

run.write_batch = write_and_perhaps_die
indexing.name_encoder = lambda settings: "fake"
indexing.open_encoder = lambda settings, progress: Mortal()
processes.run_child("worker")
"""


@contextmanager
def running(settings: Settings, dies_in: int = 0, pause: float = 0) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker that rests at every batch, and kills itself in one of them before it is committed."""
    command = [sys.executable, "-c", PROGRAM, str(dies_in), str(pause)]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT)
    assert worker.stdin is not None
    pickle.dump(settings, worker.stdin)
    worker.stdin.flush()
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()
        worker.stdin.close()


def list_children(process: int) -> list[int]:
    """Return the processes that one has started."""
    return [int(id) for id in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_alive(process: int) -> bool:
    """Say whether a process runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


def kill(process: int) -> None:
    """Kill a process as the system does that runs out of memory."""
    os.kill(process, signal.SIGKILL)
