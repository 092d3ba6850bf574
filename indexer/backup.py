"""Backups: a copy of catalogue and live index that is itself a home folder, made while others read and write."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from indexer.index.manifest import check_contents, read_manifest
from indexer.index.publishing import BUILDING, current_generation, holding, last_live, point_to
from indexer.settings import Settings
from matcher.errors import CatalogueUnusable, HomeUnusable, IndexNotReady, SnapshotDamaged

CATALOGUE = "catalogue.db"
SNAPSHOTS = "snapshots"
SECRETS = "secrets"
FORGOTTEN = ("forgetting", "forgotten")  # the secret of tombstones, and their digests
FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
CURE = "Run `enmusubi index` first, or leave the index out with --catalogue-only: it can be rebuilt."


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied."""

    folder: str
    catalogue_bytes: int
    generation: str | None  # None: without an index
    index_bytes: int


def back_up(settings: Settings, folder: Path, *, catalogue_only: bool = False) -> Copied:
    """Copy catalogue and live generation to a new folder, which is whole or not there.

    The index is copied first, so that the catalogue is as new as the index or newer, and read back in full.

    Raises:
        CatalogueUnusable: the catalogue is on a server, missing or damaged.
        SnapshotDamaged: the live generation is damaged.
        HomeUnusable: the folder is there already and not empty, cannot be written, or the disk is full.
    """
    catalogue = _find_catalogue(settings)
    _refuse_missing(catalogue, "Run `enmusubi import FILE` first.")
    with _explaining(folder):
        if folder.exists() and any(folder.iterdir()):
            raise HomeUnusable(f"{folder} is not empty.", "Name a folder that is not there yet.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(folder) as part:
            generation = None if catalogue_only else _copy_index(settings.snapshots, part / SNAPSHOTS)
            _copy_catalogue(catalogue, part / CATALOGUE)
            _copy_secrets(settings.home, part)
    return _describe(folder, folder / CATALOGUE, folder / SNAPSHOTS, generation)


def restore(backup: Path, settings: Settings) -> Copied:
    """Put a backup's catalogue and index into a home that has no catalogue; a killed run is simply run again.

    Raises:
        CatalogueUnusable: the backup has no catalogue, it is damaged, or the home's is on a server.
        SnapshotDamaged: the backup's index is damaged.
        HomeUnusable: the home has a catalogue already, cannot be written, or the disk is full.
        Busy: another process is building there.
    """
    source, target = backup / CATALOGUE, _find_catalogue(settings)
    _refuse_missing(source, "Name a folder that `enmusubi backup` has made.")
    if target.exists():
        raise HomeUnusable(f"There is a catalogue at {target} already.", "Move it away, or name another --home.")
    with _explaining(settings.home):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        _copy_catalogue(source, part)
        _copy_secrets(backup, settings.home)
        generation = _restore_index(backup / SNAPSHOTS, settings.snapshots)
        for rest in ("-wal", "-shm"):  # of a catalogue that is gone: they would be taken for this one's
            target.with_name(target.name + rest).unlink(missing_ok=True)
        os.sync()
        part.replace(target)
    return _describe(settings.home, target, settings.snapshots, generation)


def _find_catalogue(settings: Settings) -> Path:
    address = make_url(settings.database)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        raise CatalogueUnusable(
            "The catalogue is on a server, which has tools of its own.",
            "Use them (pg_dump, pg_restore), then run `enmusubi index`: docs/operations.md tells how.",
        )
    return Path(str(address.database))


def _refuse_missing(catalogue: Path, fix: str) -> None:
    if not catalogue.is_file():
        raise CatalogueUnusable(f"There is no catalogue at {catalogue}.", fix)


def _copy_catalogue(source: Path, target: Path) -> None:
    """Copy a database as of one moment, whoever writes it meanwhile; the copy needs no file beside it."""
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as two:
            one.backup(two)
            two.execute("PRAGMA journal_mode = DELETE")
            found = two.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in FULL:
            raise HomeUnusable(f"{target} cannot be written: {error}.", "Free some space, then try again.") from error
        found = str(error)
    if found != "ok":
        raise CatalogueUnusable(f"The catalogue {source} is damaged: {found}.", "Use an older backup.")


def _copy_secrets(source: Path, target: Path) -> None:
    """Copy what tells who was forgotten; one that is there already stays. The secret of cookies is made anew."""
    for name in FORGOTTEN:
        one, two = source / SECRETS / name, target / SECRETS / name
        if one.is_file() and not two.exists():
            two.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(one, two)


def _copy_index(source: Path, target: Path) -> str | None:
    """Copy the live generation and the pointer; None where nothing is published."""
    target.mkdir(parents=True, exist_ok=True)
    while True:
        pointed = last_live(source)
        try:
            live = current_generation(source)
            copy = shutil.copytree(live, target / live.name)
            check_contents(copy, read_manifest(copy))
        except IndexNotReady:
            return None
        except (SnapshotDamaged, OSError) as error:
            if last_live(source) == pointed:
                raise SnapshotDamaged(error.problem, CURE) if isinstance(error, SnapshotDamaged) else error from error
            shutil.rmtree(target / pointed, ignore_errors=True)  # it was replaced and taken away meanwhile
        else:
            point_to(target, live.name)
            return live.name


def _restore_index(source: Path, target: Path) -> str | None:
    """Publish a backup's generation under its own name."""
    with suppress(IndexNotReady), holding(target):
        name = current_generation(source).name
        with tempfile.TemporaryDirectory(prefix=BUILDING, dir=target) as part:
            _copy_index(source, Path(part))
            shutil.rmtree(target / name, ignore_errors=True)
            (Path(part) / name).replace(target / name)
        point_to(target, name)
        return name
    return None


@contextmanager
def _replacing(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes the other's place when it is full."""
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield part
        os.sync()
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _explaining(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise HomeUnusable(
            f"{folder} cannot be written: {error.strerror or error}.", "Free some space or name another folder."
        ) from error


def _describe(folder: Path, catalogue: Path, snapshots: Path, generation: str | None) -> Copied:
    files = read_manifest(snapshots / generation).files.values() if generation else ()
    return Copied(str(folder), catalogue.stat().st_size, generation, sum(file.bytes for file in files))
