import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from indexer.index.manifest import check_contents, read_manifest
from indexer.index.publishing import building, current_generation, publish
from matcher.errors import Busy, HomeUnusable, IndexNotReady, SnapshotDamaged
from tests.indexer.index.generations import build, describe, names

ROOT = Path(__file__).parents[3]


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    return tmp_path / "home" / "snapshots"


def test_without_a_pointer_there_is_no_index_yet(snapshots):
    with pytest.raises(IndexNotReady) as missing:
        current_generation(snapshots)

    assert missing.value.problem == "There is no index yet."
    assert missing.value.fix == "Run `enmusubi import FILE`, then `enmusubi index`."


@pytest.mark.parametrize(
    "pointer", ["", "g1", "g000001/../g000001", "../snapshots/g000001", "g000001 g000001", "G000001"]
)
def test_a_pointer_that_names_no_generation_is_damage(snapshots, pointer):
    build(snapshots)
    (snapshots / "CURRENT").write_text(pointer)

    with pytest.raises(SnapshotDamaged) as damaged:
        current_generation(snapshots)

    assert damaged.value.problem == f"The live generation {pointer!r} is not there."
    assert damaged.value.fix == "Run `enmusubi index`."


def test_a_pointer_to_a_folder_that_is_gone_is_damage(snapshots):
    shutil.rmtree(build(snapshots))

    with pytest.raises(SnapshotDamaged, match="The live generation 'g000001' is not there"):
        current_generation(snapshots)


def test_a_pointer_of_other_bytes_is_damage(snapshots):
    build(snapshots)
    (snapshots / "CURRENT").write_bytes(b"\xff\xfe\x00g")

    with pytest.raises(SnapshotDamaged, match="The pointer to the live generation cannot be read"):
        current_generation(snapshots)


def test_a_pointer_that_is_a_folder_is_damage(snapshots):
    (snapshots / "CURRENT").mkdir(parents=True)

    with pytest.raises(SnapshotDamaged, match="The pointer to the live generation cannot be read"):
        current_generation(snapshots)


def test_a_pointer_with_a_line_end_is_read(snapshots):
    folder = build(snapshots)
    (snapshots / "CURRENT").write_text("g000001\n")

    assert current_generation(snapshots) == folder


def test_what_was_published_is_live_whole_and_alone(snapshots):
    folder = build(snapshots)

    manifest = read_manifest(folder)

    assert current_generation(snapshots) == folder
    assert names(snapshots) == ["CURRENT", "g000001"]
    assert manifest == describe(folder, "g000001")
    assert {name: sealed.bytes for name, sealed in manifest.files.items()} == {"columns": 7, "vectors": 7}
    check_contents(folder, manifest)


def test_a_folder_that_was_not_published_is_taken_away(snapshots):
    live = build(snapshots)

    with building(snapshots) as folder:
        (folder / "vectors").write_bytes(b"half")

    assert names(snapshots) == ["CURRENT", "g000001"]
    assert current_generation(snapshots) == live


def test_a_build_that_fails_leaves_nothing_and_says_why(snapshots):
    with pytest.raises(ZeroDivisionError), building(snapshots) as folder:
        (folder / "vectors").write_bytes(b"half")
        1 / 0  # noqa: B018

    assert names(snapshots) == []


def test_what_a_killed_build_left_over_is_removed_by_the_next(snapshots):
    (snapshots / ".building-killed" / "deep").mkdir(parents=True)

    with building(snapshots) as folder:
        found = names(snapshots)

    assert found == [folder.name]
    assert list(snapshots.glob(".building-*")) == []


def test_the_folder_to_build_in_is_empty_and_beside_the_generations(snapshots):
    with building(snapshots) as folder:
        assert list(folder.iterdir()) == []
        assert folder.parent == snapshots


def test_a_second_builder_is_told_to_wait_and_disturbs_nothing(snapshots):
    program = "import sys; from pathlib import Path; from indexer.index.publishing import building\n"
    program += "with building(Path(sys.argv[1])) as folder: print(folder.name, flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", program, str(snapshots)]

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as first:
        folder = first.stdout.readline().strip()
        with pytest.raises(Busy) as busy, building(snapshots):
            pass
        meanwhile = names(snapshots)
        first.stdin.close()

    assert busy.value.problem == "Another process is building the index."
    assert meanwhile == [folder]
    assert first.returncode == 0
    assert build(snapshots).name == "g000001"


def test_a_place_that_is_no_folder_is_refused_with_its_name(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(HomeUnusable) as refused, building(tmp_path / "file"):
        pass

    assert refused.value.problem == f"The index cannot be built in {tmp_path / 'file'}: File exists."


def test_only_the_live_generation_and_the_one_before_are_kept(snapshots):
    published = [build(snapshots).name for _ in range(4)]

    assert published == ["g000001", "g000002", "g000003", "g000004"]
    assert names(snapshots) == ["CURRENT", "g000003", "g000004"]


def test_a_reader_keeps_a_file_of_a_generation_that_was_removed(snapshots):
    with (build(snapshots, b"mine") / "vectors").open("rb") as file:
        build(snapshots)
        build(snapshots)

        content = file.read()

    assert content == b"mine"
    assert names(snapshots) == ["CURRENT", "g000002", "g000003"]


def test_names_go_on_counting_after_going_back(snapshots):
    build(snapshots)
    build(snapshots)
    (snapshots / "CURRENT").write_text("g000001")

    assert build(snapshots).name == "g000003"


def test_after_going_back_the_generation_gone_back_to_is_kept(snapshots):
    build(snapshots)
    build(snapshots)
    (snapshots / "CURRENT").write_text("g000001")

    build(snapshots)

    assert names(snapshots) == ["CURRENT", "g000001", "g000003"]


def test_the_name_of_a_live_generation_that_was_removed_is_not_given_again(snapshots):
    build(snapshots)
    shutil.rmtree(build(snapshots))

    assert build(snapshots).name == "g000003"


@pytest.mark.parametrize("pointer", [b"", b"garbage", b"\xff"])
def test_a_damaged_pointer_does_not_hinder_the_next_generation(snapshots, pointer):
    build(snapshots)
    (snapshots / "CURRENT").write_bytes(pointer)

    folder = build(snapshots)

    assert folder.name == "g000002"
    assert current_generation(snapshots) == folder


def test_a_disk_that_changed_what_was_written_is_found_before_publishing(snapshots):
    live = build(snapshots)

    with building(snapshots) as folder:
        (folder / "vectors").write_bytes(b"vectors")
        manifest = describe(folder, "g000002")
        (folder / "vectors").write_bytes(b"vectorr")
        with pytest.raises(SnapshotDamaged, match="vectors of generation g000002 is not what was written"):
            publish(snapshots, folder, manifest)

    assert current_generation(snapshots) == live
    assert names(snapshots) == ["CURRENT", "g000001"]


class PulledPlug(BaseException):
    """The process ends here."""


def at_each_change(look: Callable[[], None], act: Callable[[], None]) -> None:
    """Act, looking before the operating system is asked to keep, rename or remove something."""

    def see(_frame: object, event: str, called: object) -> None:
        if event == "c_call" and called in (os.fsync, os.rename, os.replace, os.unlink, os.rmdir):
            look()

    sys.setprofile(see)
    try:
        act()
    finally:
        sys.setprofile(None)


def test_at_every_moment_of_publishing_the_pointer_names_a_whole_generation(snapshots):
    build(snapshots)
    build(snapshots)
    seen = []

    def look() -> None:
        folder = current_generation(snapshots)
        check_contents(folder, read_manifest(folder))
        seen.append(folder.name)

    build(snapshots, run=partial(at_each_change, look))

    assert seen == sorted(seen)
    assert set(seen) == {"g000002", "g000003"}


@pytest.mark.parametrize("last", range(1, 13))
def test_publishing_that_is_stopped_before_any_change_leaves_a_whole_generation_to_go_on_from(snapshots, last):
    build(snapshots)
    build(snapshots)
    changes = itertools.count(1)

    def pull_the_plug() -> None:
        if next(changes) == last:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        build(snapshots, run=partial(at_each_change, pull_the_plug))
    left = current_generation(snapshots)
    check_contents(left, read_manifest(left))
    following = build(snapshots)

    assert names(snapshots) == ["CURRENT", left.name, following.name]
