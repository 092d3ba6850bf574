"""Generations on disk: built beside the live one, checked, and published by one atomic rename of a pointer."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.index.manifest import FILE, Manifest, check_contents, list_shared, read_manifest
from matcher.errors import Busy, HomeUnusable, IndexNotReady, SnapshotDamaged

POINTER = "CURRENT"
NAME = re.compile(r"g\d{6}")
BUILDING = ".building-"


def current_generation(snapshots: Path) -> Path:
    """Return the folder of the live generation.

    Raises:
        IndexNotReady: nothing has been published yet.
        SnapshotDamaged: the pointer names a folder that is not there.
    """
    try:
        name = (snapshots / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise IndexNotReady("There is no index yet.", "Run `enmusubi import FILE`, then `enmusubi index`.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotDamaged("The pointer to the live generation cannot be read.", "Run `enmusubi index`.") from error
    if not NAME.fullmatch(name) or not (snapshots / name).is_dir():
        raise SnapshotDamaged(f"The live generation {name[:40]!r} is not there.", "Run `enmusubi index`.")
    return snapshots / name


@contextmanager
def building(snapshots: Path) -> Iterator[Path]:
    """Give an empty folder to build a generation in, and take it away again if it was not published.

    Raises:
        Busy: another process is building.
        HomeUnusable: the folder cannot be written, or the disk is full.
    """
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        with FileLock(snapshots / ".lock", timeout=0):
            for left_over in snapshots.glob(f"{BUILDING}*"):
                shutil.rmtree(left_over)
            folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=snapshots))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except Timeout as error:
        raise Busy("Another process is building the index.", "Wait until it has ended, then try again.") from error
    except OSError as error:
        raise HomeUnusable(
            f"The index cannot be built in {snapshots}: {error.strerror or error}.",
            "Free some space or name another folder with --home; the live index is unharmed.",
        ) from error


def next_name(snapshots: Path) -> str:
    """Return the name after the last one that was given."""
    given = [*(path.name for path in snapshots.iterdir()), _last_live(snapshots)]
    return f"g{max((int(name[1:]) for name in given if NAME.fullmatch(name)), default=0) + 1:06d}"


def publish(snapshots: Path, built: Path, manifest: Manifest) -> None:
    """Make a built folder the live generation, after reading back all that was written.

    The generation that was live before is kept for going back; all others are removed.

    Raises:
        SnapshotDamaged: the disk does not hold what was written.
    """
    (built / FILE).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    for path in [*built.rglob("*"), built]:
        _sync(path)
    shared = [name for name, facts in manifest.segments.items() if facts.made_in != manifest.generation]
    known = {file for name in shared for file in list_shared(manifest, name)}
    check_contents(built, read_manifest(built), known)
    kept = {manifest.generation, _last_live(snapshots)}
    built.replace(snapshots / manifest.generation)
    pointer = snapshots / f"{POINTER}.new"
    pointer.write_text(manifest.generation, encoding="ascii")
    _sync(pointer)
    pointer.replace(snapshots / POINTER)
    _sync(snapshots)
    for old in [path for path in snapshots.iterdir() if NAME.fullmatch(path.name) and path.name not in kept]:
        shutil.rmtree(old, ignore_errors=True)  # a reader on it keeps its mapped files


def _last_live(snapshots: Path) -> str:
    """Return what the pointer says, be it there or not; empty where nothing was published."""
    pointer = snapshots / POINTER
    return pointer.read_text(encoding="ascii", errors="replace").strip() if pointer.is_file() else ""


def _sync(path: Path) -> None:
    """Wait until the disk has what was written."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
