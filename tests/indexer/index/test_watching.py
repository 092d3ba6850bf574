from threading import Event, Thread

import pytest

from indexer.index.manifest import read_manifest
from indexer.index.publishing import current_generation
from indexer.index.rollback import roll_back
from indexer.index.watching import CURE, Watch, check_gently
from indexer.shelves import Shelves
from matcher.domain import Brief
from matcher.errors import SnapshotDamaged
from matcher.search import find_matches
from tests.home import SAMPLE, Home
from tests.indexer.index.generations import build

MORE = {"platform": "x", "external_id": "more", "name": "More coffee, more trains"}


def flip(path) -> None:
    """Change one bit in the middle of a file, as a failing disk does."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_whole_generation_passes(tmp_path):
    folder = build(tmp_path)

    check_gently(folder, read_manifest(folder))


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (flip, "vectors of generation g000001 is not what was written."),
        (lambda path: path.write_bytes(b""), "vectors of generation g000001 has 0 bytes instead of 7."),
        (lambda path: path.unlink(), "vectors of generation g000001 is missing."),
    ],
)
def test_damage_is_found_and_said(tmp_path, harm, problem):
    folder = build(tmp_path)
    manifest = read_manifest(folder)
    harm(folder / "vectors")

    with pytest.raises(SnapshotDamaged) as found:
        check_gently(folder, manifest)

    assert found.value.problem == problem


def test_a_file_that_cannot_be_read_is_damage(tmp_path, monkeypatch):
    folder = build(tmp_path)

    def fail(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("indexer.index.watching._read_gently", fail)
    with pytest.raises(SnapshotDamaged, match="columns of generation g000001 cannot be read: Input/output error"):
        check_gently(folder, read_manifest(folder))


def test_a_generation_is_checked_once_whoever_asks(tmp_path):
    folder = build(tmp_path)
    checked: list[str] = []
    watch = Watch(lambda folder, manifest: checked.append(folder.name))

    for _ in range(5):
        watch.begin(folder, read_manifest(folder))
    watch.wait("g000001")

    assert checked == ["g000001"]
    assert watch.damage("g000001") is None


def test_whoever_begins_a_check_does_not_wait_for_it(tmp_path):
    folder, go_on = build(tmp_path), Event()
    watch = Watch(lambda folder, manifest: go_on.wait(30) and None)

    watch.begin(folder, read_manifest(folder))
    found = watch.damage("g000001")
    go_on.set()
    watch.wait("g000001")

    assert found is None


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def served(home: Home, watch: Watch) -> Shelves:
    """Shelves of a process that stays, over the sample."""
    return Shelves(home.settings, lambda: home.encoder, watch)


def harm_live(home: Home, name: str = "views.npy") -> None:
    """Put a damaged copy in a file's place, so that what is mapped stays as it is."""
    path = next(current_generation(home.settings.snapshots).rglob(name))
    copy = path.with_suffix(".copy")
    copy.write_bytes(path.read_bytes())
    flip(copy)
    copy.replace(path)


def test_a_damaged_generation_is_no_longer_served_and_the_cure_is_said(home, served, watch):
    harm_live(home)

    answered = served.current().generation
    watch.wait("g000001")
    with pytest.raises(SnapshotDamaged, match="views.npy of generation g000001 is not what was written") as refused:
        served.current()

    assert answered == "g000001"
    assert (refused.value.fix, served.damage.fix) == (CURE, CURE)


def test_another_generation_is_served_again(home, served, watch):
    harm_live(home)
    served.refresh()
    watch.wait("g000001")
    home.index()

    answered = served.current().generation
    watch.wait("g000002")

    assert (answered, served.current().generation, served.damage) == ("g000002", "g000002", None)


def test_going_back_serves_the_generation_before_and_a_damaged_one_stays_refused(home, served, watch):
    home.import_rows([MORE])
    home.index()
    harm_live(home)
    served.refresh()
    watch.wait("g000002")

    roll_back(home.settings.snapshots)

    assert served.current().generation == "g000001"
    (home.settings.snapshots / "CURRENT").write_text("g000002")
    with pytest.raises(SnapshotDamaged):
        served.refresh()


def test_a_one_shot_command_checks_nothing_in_the_background(home):
    harm_live(home)

    shelves = home.shelves()

    assert shelves.current().generation == "g000001"
    assert shelves.damage is None


def test_answers_during_publishing_and_going_back_are_each_of_one_generation(home, served):
    brief = Brief(text="coffee and trains", limit=10)
    seen: dict[str, set[tuple[int, ...]]] = {}
    done, failures = Event(), []

    def ask() -> None:
        while not done.is_set():
            try:
                answer = find_matches(brief, served)
                ids = tuple(sorted(match.creator.id for match in answer.matches))
                seen.setdefault(answer.generation, set()).add((answer.total, *ids))
            except Exception as error:
                failures.append(error)

    readers = [Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    expected = {"g000001": {(4, 1, 2, 3, 4)}}
    for place in range(5):
        home.import_rows([{**MORE, "external_id": f"more{place}"}])
        newest = home.index().generation
        expected[newest] = {(5 + place, *range(1, 6 + place))}
        roll_back(home.settings.snapshots)
    done.set()
    for reader in readers:
        reader.join(30)

    assert failures == []
    assert "g000001" in seen
    assert len(seen) > 1
    assert {name: seen[name] for name in seen} == {name: expected[name] for name in seen}


def test_whoever_reads_a_generation_finishes_on_it_after_it_was_taken_away(home):
    brief = Brief(text="coffee", limit=10)
    shelves = home.shelves()
    shelf = shelves.current()
    before = [(match.creator.id, match.score) for match in find_matches(brief, shelves).matches]
    for place in range(2):
        home.import_rows([{**MORE, "external_id": f"more{place}"}])
        home.index()

    class Held:
        def current(self):
            return shelf

    after = [(match.creator.id, match.score) for match in find_matches(brief, Held()).matches]

    assert not (home.settings.snapshots / "g000001").exists()
    assert after == before
    assert len(before) == len(SAMPLE)


def test_a_generation_that_is_taken_away_while_it_is_opened_is_not_damage(home, monkeypatch):
    home.import_rows([MORE])
    shelves = home.shelves()
    from indexer.index import generation  # noqa: PLC0415

    opened: list[str] = []

    def open_late(folder):
        opened.append(folder.name)
        if len(opened) == 1:
            home.index()
            home.import_rows([{**MORE, "name": "another name"}])
            home.index()
        return generation.open_generation(folder)

    monkeypatch.setattr("indexer.shelves.open_generation", open_late)

    assert shelves.current().generation == "g000003"
    assert opened == ["g000001", "g000003"]
