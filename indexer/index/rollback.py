"""Going back to the generation before the live one."""

from dataclasses import dataclass
from pathlib import Path

from indexer.index.manifest import Manifest, check_sizes, read_manifest
from indexer.index.manifest_seal import check_seal
from indexer.index.publishing import holding, last_live, point_to, previous_generation
from matcher.errors import IndexNotReady, SnapshotDamaged


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What one step back did."""

    manifest: Manifest  # of the generation that is live now
    left: str  # the generation that was live; the next one that is published removes it


def roll_back(snapshots: Path) -> RolledBack:
    """Make the generation before the live one live again; readers pick it up at their next request.

    It works on a live generation that is damaged or gone, too. Sizes are checked, contents are not: a process that
    serves does so afterwards.

    Raises:
        IndexNotReady: nothing was published before the live generation.
        SnapshotDamaged: the generation before is itself damaged; the live one stays.
        Busy: another process is building.
        HomeUnusable: the folder cannot be written, or the disk is full.
    """
    if not snapshots.is_dir():
        raise _nothing()
    with holding(snapshots):
        previous = previous_generation(snapshots)
        if previous is None:
            raise _nothing()
        manifest = _read_whole(previous)
        left = last_live(snapshots)
        point_to(snapshots, previous.name)
    return RolledBack(manifest=manifest, left=left)


def _read_whole(folder: Path) -> Manifest:
    try:
        check_seal(folder)
        manifest = read_manifest(folder)
        check_sizes(folder, manifest)
    except SnapshotDamaged as error:
        raise SnapshotDamaged(
            f"It is not gone back: {error.problem}", "Run `enmusubi index` to build a new generation."
        ) from error
    return manifest


def _nothing() -> IndexNotReady:
    return IndexNotReady(
        "There is no generation before the live one to go back to.",
        "Run `enmusubi index` to build a new one from the catalogue.",
    )
