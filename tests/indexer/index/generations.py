"""Small made generations: folders with a manifest and a few files."""

from collections.abc import Callable
from pathlib import Path

from indexer.index.manifest import FORMAT, Manifest, seal
from indexer.index.publishing import building, next_name, publish


def describe(folder: Path, generation: str) -> Manifest:
    """Return a manifest for whatever files the folder holds."""
    return Manifest(
        format=FORMAT,
        generation=generation,
        made_at="2026-10-01T03:00:00+00:00",
        encoder="fake",
        dimension=4,
        bank="b",
        tagger="t",
        weights="w",
        rules="r",
        watermark=1,
        creators=1,
        passages=1,
        segments={},
        briefs=("ja",),
        topics={"en": ("tea",)},
        kinship=0.5,
        units={"everyone": 1.0, "recalled": 1.0, "subject": 1.0, "alike": 1.0},
        spreads={"whole": ("ja", "und")},
        files=seal(folder),
    )


def build(
    snapshots: Path, content: bytes = b"vectors", run: Callable[[Callable[[], None]], None] = lambda act: act()
) -> Path:
    """Publish a generation of two small files, as `run` runs it, and return its folder."""
    with building(snapshots) as folder:
        (folder / "vectors").write_bytes(content)
        (folder / "columns").write_bytes(b"columns")
        manifest = describe(folder, next_name(snapshots))
        run(lambda: publish(snapshots, folder, manifest))
    return snapshots / manifest.generation


def names(snapshots: Path) -> list[str]:
    return sorted(path.name for path in snapshots.iterdir() if path.name != ".lock")
