"""Reading a generation in full beside the work of a process that serves it."""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock, Thread, get_native_id

from indexer.index.manifest import FileSeal, Manifest, check_sizes
from indexer.index.manifest_seal import check_seal
from matcher.errors import SnapshotDamaged

CURE = "Run `enmusubi index` to build a new generation, or `enmusubi rollback` to go back to the one before."
STEP = 1 << 22  # bytes that are read at once
NICENESS = 19  # the lowest priority
LONGEST_PAUSE = 1.0  # seconds

Check = Callable[[Path, Manifest], None]  # raises SnapshotDamaged


class Watch:
    """Checks each generation once, in a thread of its own, and remembers which are damaged. Safe between threads."""

    def __init__(self, check: Check | None = None) -> None:
        """Watch with a check of one's own, or with `check_gently`."""
        self._check = check or check_gently
        self._lock = Lock()
        self._threads: dict[str, Thread] = {}
        self._problems: dict[str, str] = {}

    def begin(self, folder: Path, manifest: Manifest) -> None:
        """Begin to check a generation, unless that was begun before; it does not wait."""
        with self._lock:
            if manifest.generation in self._threads:
                return
            thread = Thread(target=self._run, args=(folder, manifest), name="check of the index", daemon=True)
            self._threads[manifest.generation] = thread
            thread.start()

    def damage(self, generation: str) -> SnapshotDamaged | None:
        """Return what is wrong with a generation; None where nothing was found, so far."""
        problem = self._problems.get(generation)
        return None if problem is None else SnapshotDamaged(problem, CURE)

    def wait(self, generation: str) -> None:
        """Wait until the check of a generation has ended, where it was begun."""
        thread = self._threads.get(generation)
        if thread is not None:
            thread.join()

    def _run(self, folder: Path, manifest: Manifest) -> None:
        _step_back()
        try:
            self._check(folder, manifest)
        except SnapshotDamaged as error:
            self._problems[manifest.generation] = error.problem


def check_gently(folder: Path, manifest: Manifest) -> None:
    """Compare the files' contents with the manifest, resting as long as the reading takes.

    Raises:
        SnapshotDamaged: a file is missing, cannot be read, or is not what was written.
    """
    check_seal(folder)
    check_sizes(folder, manifest)
    for name, expected in manifest.files.items():
        _check_file(folder / name, expected, f"{name} of generation {manifest.generation}")


def _check_file(path: Path, expected: FileSeal, shown: str) -> None:
    digest = hashlib.sha256()
    try:
        for piece in _read_gently(path):
            digest.update(piece)
    except OSError as error:
        raise SnapshotDamaged(f"{shown} cannot be read: {error.strerror or error}.", CURE) from error
    if digest.hexdigest() != expected.sha256:
        raise SnapshotDamaged(f"{shown} is not what was written.", CURE)


def _read_gently(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        begun = time.monotonic()
        while piece := file.read(STEP):
            yield piece
            time.sleep(min(time.monotonic() - begun, LONGEST_PAUSE))
            begun = time.monotonic()


def _step_back() -> None:
    """Let everything else go first; only Linux gives a thread a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
