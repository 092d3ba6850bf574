"""Generations on disk: built beside the live one, checked, and published by one atomic rename of a pointer."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.index.journal import FILE as JOURNAL
from indexer.index.manifest import Manifest, check_contents, list_shared, read_manifest
from indexer.index.manifest_seal import check_seal, write_sealed
from matcher.errors import Busy, HomeUnusable, IndexNotReady, SnapshotDamaged

POINTER = "CURRENT"
NAME = re.compile(r"g\d{6}")
BUILDING = ".building-"
LOCK = ".lock"


def current_generation(snapshots: Path) -> Path:
    """Return the folder of the live generation.

    Raises:
        IndexNotReady: nothing has been published yet.
        SnapshotDamaged: the pointer names a folder that is not there, or whose manifest is not what was written.
    """
    try:
        name = (snapshots / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise IndexNotReady("There is no index yet.", "Run `enmusubi import FILE`, then `enmusubi index`.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotDamaged("The pointer to the live generation cannot be read.", "Run `enmusubi index`.") from error
    if not NAME.fullmatch(name) or not (snapshots / name).is_dir():
        raise SnapshotDamaged(f"The live generation {name[:40]!r} is not there.", "Run `enmusubi index`.")
    check_seal(snapshots / name)
    return snapshots / name


@contextmanager
def building(snapshots: Path) -> Iterator[Path]:
    """Give an empty folder to build a generation in, and take it away again if it was not published.

    Raises:
        Busy: another process is building.
        HomeUnusable: the folder cannot be written, or the disk is full.
    """
    with holding(snapshots):
        for left_over in snapshots.glob(f"{BUILDING}*"):
            shutil.rmtree(left_over)
        folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=snapshots))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def holding(snapshots: Path) -> Iterator[None]:
    """Hold the builders' lock: nobody else builds, publishes or goes back meanwhile.

    Raises:
        Busy: another process holds it.
        HomeUnusable: the folder cannot be written, or the disk is full.
    """
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        with FileLock(snapshots / LOCK, timeout=0):
            yield
    except Timeout as error:
        raise Busy("Another process is building the index.", "Wait until it has ended, then try again.") from error
    except OSError as error:
        raise HomeUnusable(
            f"The index cannot be built in {snapshots}: {error.strerror or error}.",
            "Free some space or name another folder with --home; the live index is unharmed.",
        ) from error


def next_name(snapshots: Path) -> str:
    """Return the name after the last one that was given."""
    given = [*(path.name for path in snapshots.iterdir()), last_live(snapshots)]
    return f"g{max((int(name[1:]) for name in given if NAME.fullmatch(name)), default=0) + 1:06d}"


def publish(snapshots: Path, built: Path, manifest: Manifest) -> None:
    """Make a built folder the live generation, after reading back all that was written.

    The generation that was live before is kept for going back; all others are removed.

    Raises:
        SnapshotDamaged: the disk does not hold what was written.
    """
    write_sealed(built, manifest)
    for path in [*built.rglob("*"), built]:
        _sync(path)
    check_seal(built)
    shared = [name for name, facts in manifest.segments.items() if facts.made_in != manifest.generation]
    known = {file for name in shared for file in list_shared(manifest, name)}
    check_contents(built, read_manifest(built), known)
    kept = {manifest.generation, last_live(snapshots)}
    built.replace(snapshots / manifest.generation)
    point_to(snapshots, manifest.generation)
    for old in [path for path in snapshots.iterdir() if NAME.fullmatch(path.name) and path.name not in kept]:
        shutil.rmtree(old, ignore_errors=True)  # a reader on it keeps its mapped files


def point_to(snapshots: Path, generation: str) -> None:
    """Make a generation live by one atomic rename; whoever reads switches at the next request."""
    pointer = snapshots / f"{POINTER}.new"
    pointer.write_text(generation, encoding="ascii")
    _sync(pointer)
    pointer.replace(snapshots / POINTER)
    _sync(snapshots)


def earlier_generation(snapshots: Path, name: str) -> Path | None:
    """Return the folder of a generation that is older than the live one; None where it is not, or not there any more.

    A newer one was gone back from: what it said is no longer told.
    """
    is_earlier = NAME.fullmatch(name) is not None and name < last_live(snapshots)
    return snapshots / name if is_earlier and (snapshots / name).is_dir() else None


def last_live(snapshots: Path) -> str:
    """Return what the pointer says, be it there or not; empty where nothing was published."""
    pointer = snapshots / POINTER
    return pointer.read_text(encoding="ascii", errors="replace").strip() if pointer.is_file() else ""


def previous_generation(snapshots: Path) -> Path | None:
    """Return the newest generation that is older than the live one; None where there is none.

    A pointer that cannot be read is taken for newer than all.
    """
    live = last_live(snapshots)
    older = [path for path in snapshots.glob("g*") if NAME.fullmatch(path.name) and path.is_dir()]
    if NAME.fullmatch(live):
        older = [path for path in older if path.name < live]
    return max(older, default=None)


def is_unfinished(snapshots: Path) -> bool:
    """Say whether a build is under way, or was killed and left something that the next one takes over."""
    return (snapshots / JOURNAL).exists() or any(snapshots.glob(f"{BUILDING}*"))


def _sync(path: Path) -> None:
    """Wait until the disk has what was written."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
