import subprocess
import sys
from pathlib import Path

import pytest

from indexer.index.manifest import check_contents, read_manifest
from indexer.index.publishing import current_generation, is_unfinished
from indexer.index.rollback import roll_back
from matcher.errors import Busy, HomeUnusable, IndexNotReady, SnapshotDamaged
from tests.indexer.index.generations import build, names

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from indexer.index.publishing import building
with building(Path(sys.argv[1])):
    print("building", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    return tmp_path / "home" / "snapshots"


def test_one_step_back_makes_the_generation_before_live_and_keeps_the_other(snapshots):
    build(snapshots, b"older")
    build(snapshots, b"newer")

    done = roll_back(snapshots)

    assert (done.manifest.generation, done.left) == ("g000001", "g000002")
    assert (current_generation(snapshots) / "vectors").read_bytes() == b"older"
    assert names(snapshots) == ["CURRENT", "g000001", "g000002"]


def test_after_going_back_the_next_publish_keeps_what_was_live_and_takes_away_what_was_left(snapshots):
    build(snapshots)
    build(snapshots)
    roll_back(snapshots)

    following = build(snapshots)

    assert following.name == "g000003"
    assert names(snapshots) == ["CURRENT", "g000001", "g000003"]
    assert roll_back(snapshots).manifest.generation == "g000001"


@pytest.mark.parametrize("published", [0, 1])
def test_without_a_generation_before_there_is_nothing_to_go_back_to(snapshots, published):
    for _ in range(published):
        build(snapshots)
    before = names(snapshots) if published else []

    with pytest.raises(IndexNotReady) as refused:
        roll_back(snapshots)

    assert refused.value.problem == "There is no generation before the live one to go back to."
    assert refused.value.fix == "Run `enmusubi index` to build a new one from the catalogue."
    assert (names(snapshots) if snapshots.exists() else []) == before


def test_two_steps_back_are_not_to_be_had(snapshots):
    for _ in range(3):
        build(snapshots)
    roll_back(snapshots)

    with pytest.raises(IndexNotReady, match="nothing|no generation before"):
        roll_back(snapshots)

    assert current_generation(snapshots).name == "g000002"


@pytest.mark.parametrize("harm", ["cut", "gone", "no manifest"])
def test_a_damaged_generation_is_not_gone_back_to(snapshots, harm):
    previous = build(snapshots)
    live = build(snapshots)
    if harm == "cut":
        (previous / "vectors").write_bytes(b"vec")
    else:
        (previous / {"gone": "columns", "no manifest": "manifest.json"}[harm]).unlink()

    with pytest.raises(SnapshotDamaged, match="^It is not gone back: .*g000001") as refused:
        roll_back(snapshots)

    assert refused.value.fix == "Run `enmusubi index` to build a new generation."
    assert current_generation(snapshots) == live


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe", b"g000009", b"nonsense"])
def test_a_damaged_pointer_goes_back_to_the_newest_generation_before_it(snapshots, pointer):
    build(snapshots)
    build(snapshots)
    (snapshots / "CURRENT").write_bytes(pointer)

    done = roll_back(snapshots)

    assert done.manifest.generation == "g000002"
    check_contents(current_generation(snapshots), read_manifest(current_generation(snapshots)))


def test_nobody_goes_back_while_another_process_builds(snapshots):
    build(snapshots)
    live = build(snapshots)
    command = [sys.executable, "-c", HOLD, str(snapshots)]

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as builder:
        builder.stdout.readline()
        with pytest.raises(Busy, match="Another process is building the index"):
            roll_back(snapshots)
        unfinished = is_unfinished(snapshots)
        builder.stdin.close()

    assert current_generation(snapshots) == live
    assert (unfinished, is_unfinished(snapshots)) == (True, False)


def test_a_pointer_that_cannot_be_written_leaves_the_live_generation(snapshots):
    build(snapshots)
    live = build(snapshots)
    (snapshots / "CURRENT.new").mkdir()

    with pytest.raises(HomeUnusable):
        roll_back(snapshots)

    assert current_generation(snapshots) == live
