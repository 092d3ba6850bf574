from pathlib import Path

import pytest

from indexer.index.manifest import FORMAT, check_contents, check_sizes, read_manifest
from matcher.errors import SnapshotDamaged
from tests.indexer.index.generations import build


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    return tmp_path / "home" / "snapshots"


def test_a_missing_file_is_found(snapshots):
    folder = build(snapshots)
    (folder / "vectors").unlink()

    with pytest.raises(SnapshotDamaged) as damaged:
        check_sizes(folder, read_manifest(folder))

    assert damaged.value.problem == "vectors of generation g000001 is missing."
    assert damaged.value.fix == "Run `enmusubi index` to build a new generation."


def test_a_file_that_is_cut_off_is_found(snapshots):
    folder = build(snapshots, b"v" * 1_234)
    (folder / "vectors").write_bytes(b"v" * 1_000)

    with pytest.raises(SnapshotDamaged, match="vectors of generation g000001 has 1,000 bytes instead of 1,234"):
        check_sizes(folder, read_manifest(folder))


def test_a_flipped_bit_is_found_by_reading_the_contents_alone(snapshots):
    folder = build(snapshots)
    (folder / "vectors").write_bytes(b"vectorr")
    manifest = read_manifest(folder)

    check_sizes(folder, manifest)
    with pytest.raises(SnapshotDamaged, match="vectors of generation g000001 is not what was written"):
        check_contents(folder, manifest)


def test_contents_are_not_checked_of_files_that_are_missing(snapshots):
    folder = build(snapshots)
    (folder / "columns").unlink()

    with pytest.raises(SnapshotDamaged, match="columns of generation g000001 is missing"):
        check_contents(folder, read_manifest(folder))


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"{}", b"\xff\x00", b'{"format": "one"}'])
def test_a_manifest_that_is_missing_or_garbage_is_damage(snapshots, content):
    folder = build(snapshots)
    (folder / "manifest.json").unlink()
    if content is not None:
        (folder / "manifest.json").write_bytes(content)

    with pytest.raises(SnapshotDamaged) as damaged:
        read_manifest(folder)

    assert damaged.value.problem == "The manifest of generation g000001 cannot be read."
    assert damaged.value.fix == "Run `enmusubi index` to build a new generation."


def test_a_manifest_cut_off_anywhere_is_damage(snapshots):
    manifest = build(snapshots) / "manifest.json"
    content = manifest.read_bytes()

    for length in range(0, len(content), 50):
        manifest.write_bytes(content[:length])
        with pytest.raises(SnapshotDamaged, match="The manifest of generation g000001 cannot be read"):
            read_manifest(manifest.parent)


def test_a_newer_format_is_refused_with_both_numbers(snapshots):
    folder = build(snapshots)
    newer = read_manifest(folder).model_copy(update={"format": FORMAT + 1})
    (folder / "manifest.json").write_text(newer.model_dump_json())

    with pytest.raises(
        SnapshotDamaged, match=f"Generation g000001 has format {FORMAT + 1}; this version reads format {FORMAT}"
    ):
        read_manifest(folder)
