from pathlib import Path

import pytest

from indexer.index.generation import open_generation
from indexer.index.manifest import check_contents, read_manifest
from indexer.index.manifest_seal import write_sealed
from indexer.index.publishing import current_generation
from matcher.domain import Brief
from matcher.errors import EncoderMismatch, IndexNotReady, SnapshotDamaged
from matcher.search import find_matches
from tests.home import Home


def test_a_generation_is_mapped_with_all_that_was_published(home: Home):
    generation = home.generation()

    assert generation.base.columns.ids.tolist() == [1, 2, 3, 4]
    assert generation.manifest.passages == 6
    assert generation.lens.matrix.shape == (48, 48)


@pytest.mark.parametrize(
    "name",
    [
        "base/vectors.npy",
        "base/views.npy",
        "base/passages.npy",
        "base/ids.npy",
        "base/lexical/meta.json",
        "lens_matrix.npy",
    ],
)
def test_a_cut_off_file_is_named_with_the_command_that_mends_it(home: Home, name: str):
    path = current_generation(home.settings.snapshots) / name
    path.write_bytes(path.read_bytes()[:-7])

    with pytest.raises(SnapshotDamaged, match=f"{name} of generation g000001 has .* Run `enmusubi index`"):
        home.generation()


def test_a_missing_file_is_named(home: Home):
    (current_generation(home.settings.snapshots) / "base/posts.npy").unlink()

    with pytest.raises(SnapshotDamaged, match="base/posts.npy of generation g000001 is missing"):
        home.generation()


@pytest.mark.parametrize("name", ["base/vectors.npy", "base/ids.npy", "base/lexical/meta.json"])
def test_a_broken_header_of_the_right_size_is_found_when_opened(home: Home, name: str):
    folder = current_generation(home.settings.snapshots)
    path = folder / name
    path.write_bytes(bytes(16) + path.read_bytes()[16:])

    with pytest.raises(SnapshotDamaged, match="Generation g000001 cannot be opened"):
        open_generation(folder)


def test_a_flipped_bit_is_found_by_the_full_check(home: Home):
    folder = current_generation(home.settings.snapshots)
    content = bytearray((folder / "base/views.npy").read_bytes())
    content[-1] ^= 1
    (folder / "base/views.npy").write_bytes(content)

    with pytest.raises(SnapshotDamaged, match="base/views.npy of generation g000001 is not what was written"):
        check_contents(folder, read_manifest(folder))


def test_the_next_index_mends_a_damaged_generation(home: Home):
    (current_generation(home.settings.snapshots) / "base/posts.npy").unlink()

    built = home.index()

    assert (built.generation, home.generation().manifest.creators) == ("g000002", 4)


def test_a_generation_of_another_encoder_is_refused_with_the_cure(home: Home):
    folder = current_generation(home.settings.snapshots)
    write_sealed(folder, read_manifest(folder).model_copy(update={"encoder": "another"}))

    with pytest.raises(EncoderMismatch, match="built with another, .* read with fake. Run `enmusubi index`"):
        home.shelves().refresh()


def test_before_the_first_index_the_commands_to_run_are_named(empty_home: Home):
    with pytest.raises(IndexNotReady, match="no index yet. Run `enmusubi import FILE`, then `enmusubi index`"):
        empty_home.shelves().refresh()


def test_readers_switch_to_a_new_generation_at_the_next_request(home: Home):
    shelves = home.shelves()
    old = shelves.current()
    home.import_rows([{"platform": "x", "external_id": "new", "name": "Fresh coffee"}])
    home.index()

    answer = find_matches(Brief(text="coffee"), shelves)

    assert (old.generation, answer.generation, answer.total) == ("g000001", "g000002", 5)


def test_an_old_reader_finishes_on_the_generation_it_began_with(home: Home):
    old = home.shelves().current()
    for followers in (1, 2, 3):
        home.import_rows([{"platform": "x", "external_id": "silent", "followers": followers}])
        home.index()
    x = old.lens.see(old.encode_brief("coffee")[0], "en")

    hits = old.vectors.search(x, 10, Brief(text="").filter)

    assert len(hits) == 4
    assert not Path(home.settings.snapshots / "g000001").exists()


def test_a_flipped_bit_does_not_live_on_in_the_next_generation(home: Home):
    folder = current_generation(home.settings.snapshots)
    whole = (folder / "base/views.npy").read_bytes()
    (folder / "base/views.npy").write_bytes(whole[:-1] + bytes([whole[-1] ^ 0x40]))

    built = home.index()

    assert (built.generation, built.embedded_passages) == ("g000002", 6)
    assert (current_generation(home.settings.snapshots) / "base/views.npy").read_bytes() == whole
