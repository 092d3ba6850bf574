from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.manifest import read_manifest
from indexer.index.manifest_seal import check_seal
from indexer.index.publishing import current_generation
from indexer.index.rollback import roll_back
from matcher.errors import SnapshotDamaged
from tests.indexer.index.generations import build, describe


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("snapshots"))


def test_a_sealed_manifest_is_read_like_any_other(folder):
    check_seal(folder)

    assert read_manifest(folder) == describe(folder, "g000001")
    assert (folder / "manifest.json").read_bytes().startswith(b'{"sha256":"')


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_whichever_bit_changes_it_is_found_or_changes_nothing(folder, place, bit):
    path = folder / "manifest.json"
    written = path.read_bytes()
    harmed = bytearray(written)
    harmed[int(place * len(harmed))] ^= 1 << bit
    path.unlink()
    path.write_bytes(harmed)

    try:
        check_seal(folder)
        found = read_manifest(folder)
    except SnapshotDamaged:
        found = None
    finally:
        path.unlink()
        path.write_bytes(written)

    assert found in (None, describe(folder, "g000001"))


def test_a_changed_number_is_damage_to_whoever_opens_checks_or_goes_back(tmp_path):
    folder = build(tmp_path)
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"kinship": 0.5', '"kinship": 0.7'))

    with pytest.raises(SnapshotDamaged, match="The manifest of generation g000001 is not what was written"):
        current_generation(tmp_path)

    build(tmp_path)
    with pytest.raises(SnapshotDamaged, match="It is not gone back: The manifest of generation g000001"):
        roll_back(tmp_path)


def test_a_manifest_without_a_seal_passes(folder, tmp_path):
    (tmp_path / "manifest.json").write_text(describe(folder, "g000001").model_dump_json())

    check_seal(tmp_path)
    check_seal(tmp_path / "nowhere")
