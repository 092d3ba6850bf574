import shutil
import sqlite3
from pathlib import Path
from threading import Event, Thread

import pytest

from indexer.backup import back_up, restore
from indexer.settings import read_settings
from matcher.domain import Brief
from matcher.errors import CatalogueUnusable, HomeUnusable, SnapshotDamaged
from matcher.search import find_matches
from tests.home import SAMPLE, Home

BRIEF = Brief(text="coffee and trains", limit=50)


def answer(home: Home) -> tuple[str, list[tuple[int, float]]]:
    found = find_matches(BRIEF, home.shelves())
    return found.generation, [(match.creator.id, match.score) for match in found.matches]


def tree(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "g0" not in str(path) and path.name != ".lock"
    )


def reopen(home: Home) -> Home:
    home.engine.dispose()
    return Home(home.settings.home)


def test_a_backup_made_while_it_serves_and_imports_gives_the_same_answers_after_all_is_lost(home: Home, tmp_path: Path):
    before = answer(home)
    stop, failures = Event(), []

    def serve() -> None:
        shelves = home.shelves()
        while not stop.is_set():
            found = find_matches(BRIEF, shelves)
            if [(match.creator.id, match.score) for match in found.matches] != before[1]:
                failures.append(found.generation)

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            home.import_rows([{"platform": "x", "external_id": f"n{number}", "name": "A new one"}])

    threads = [Thread(target=serve), Thread(target=write)]
    for thread in threads:
        thread.start()
    copied = back_up(home.settings, tmp_path / "backup")
    stop.set()
    for thread in threads:
        thread.join(30)
    home.engine.dispose()
    shutil.rmtree(home.settings.home)
    restore(tmp_path / "backup", home.settings)
    restored = Home(home.settings.home)
    after = answer(restored)
    next_index = restored.index()
    restored.engine.dispose()

    assert (failures, copied.generation) == ([], "g000001")
    assert after == before
    assert next_index.generation == "g000002"
    assert next_index.creators >= len(SAMPLE)


def test_a_backup_is_itself_a_home(home: Home, tmp_path: Path):
    copied = back_up(home.settings, tmp_path / "deep" / "backup")

    backup = Home(tmp_path / "deep" / "backup")
    answered = answer(backup)
    backup.engine.dispose()

    assert answered == answer(home)
    assert (copied.folder, copied.generation) == (str(tmp_path / "deep" / "backup"), "g000001")
    assert copied.index_bytes == sum(file.bytes for file in home.generation().manifest.files.values())
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["backup"]


def test_a_backup_can_be_read_where_nothing_may_be_written(home: Home, tmp_path: Path):
    back_up(home.settings, tmp_path / "backup")

    path = tmp_path / "backup" / "catalogue.db"
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()

    assert mode == "delete"
    assert tree(tmp_path / "backup") == ["catalogue.db", "snapshots/CURRENT"]


def test_without_an_index_the_catalogue_alone_is_copied(empty_home: Home, tmp_path: Path):
    empty_home.import_rows(SAMPLE)

    copied = back_up(empty_home.settings, tmp_path / "backup")

    assert (copied.generation, copied.index_bytes, copied.catalogue_bytes > 0) == (None, 0, True)


def test_the_index_can_be_left_out_and_is_built_again(home: Home, tmp_path: Path):
    before = answer(home)[1]
    back_up(home.settings, tmp_path / "backup", catalogue_only=True)

    copied = restore(tmp_path / "backup", read_settings({"ENMUSUBI_MODEL": "fake"}, tmp_path / "other"))

    other = Home(tmp_path / "other")
    built = other.index()
    after = answer(other)[1]
    other.engine.dispose()
    assert (copied.generation, built.generation, built.creators) == (None, "g000001", 4)
    assert after == before


def test_a_damaged_index_is_not_backed_up_but_its_catalogue_is(home: Home, tmp_path: Path):
    path = home.settings.snapshots / "g000001" / "manifest.json"
    harmed = next(path.parent.rglob("followers.npy"))
    harmed.write_bytes(harmed.read_bytes()[:-1] + b"?")

    with pytest.raises(
        SnapshotDamaged, match="is not what was written. Run `enmusubi index` first, or leave the index"
    ):
        back_up(home.settings, tmp_path / "backup")
    left = list(tmp_path.glob("*backup*"))
    copied = back_up(home.settings, tmp_path / "backup", catalogue_only=True)

    assert (left, copied.generation) == ([], None)


def test_a_damaged_catalogue_is_not_backed_up(home: Home, tmp_path: Path):
    home.engine.dispose()
    path = home.settings.home / "catalogue.db"
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = bytes(len(content) - 4096)
    path.write_bytes(content)

    with pytest.raises(CatalogueUnusable, match="catalogue.db is damaged"):
        back_up(home.settings, tmp_path / "backup")

    assert list(tmp_path.glob("*backup*")) == []


def test_a_folder_that_holds_something_is_not_written_over(home: Home, tmp_path: Path):
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "mine").write_text("mine")

    with pytest.raises(HomeUnusable, match="backup is not empty. Name a folder that is not there yet."):
        back_up(home.settings, tmp_path / "backup")

    assert tree(tmp_path / "backup") == ["mine"]


def test_a_place_that_cannot_be_written_is_said(home: Home, tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(HomeUnusable, match="cannot be written"):
        back_up(home.settings, tmp_path / "file" / "backup")


def test_a_catalogue_on_a_server_has_tools_of_its_own(tmp_path: Path):
    settings = read_settings({"ENMUSUBI_DATABASE": "postgresql://me:secret@host/db"}, tmp_path / "home")

    with pytest.raises(CatalogueUnusable, match=r"pg_dump, pg_restore\), then run `enmusubi index`") as refused:
        back_up(settings, tmp_path / "backup")

    assert "secret" not in str(refused.value)


def test_a_home_without_a_catalogue_has_nothing_to_back_up(tmp_path: Path):
    with pytest.raises(CatalogueUnusable, match="There is no catalogue at .* Run `enmusubi import FILE` first."):
        back_up(read_settings({}, tmp_path / "home"), tmp_path / "backup")

    assert list(tmp_path.iterdir()) == []


def test_a_home_with_a_catalogue_is_not_restored_over(home: Home, tmp_path: Path):
    back_up(home.settings, tmp_path / "backup")

    with pytest.raises(HomeUnusable, match="There is a catalogue at .* already. Move it away, or name another --home."):
        restore(tmp_path / "backup", home.settings)

    assert answer(home)[0] == "g000001"


@pytest.mark.parametrize("what", ["nothing", "a file"])
def test_what_is_no_backup_is_refused(tmp_path: Path, what: str):
    (tmp_path / "backup").mkdir()
    if what == "a file":
        (tmp_path / "backup" / "catalogue.db").write_bytes(b"no database at all" * 100)

    with pytest.raises(CatalogueUnusable):
        restore(tmp_path / "backup", read_settings({}, tmp_path / "home"))

    assert not (tmp_path / "home" / "catalogue.db").exists()


def test_a_damaged_backup_is_refused_and_leaves_no_catalogue(home: Home, tmp_path: Path):
    back_up(home.settings, tmp_path / "backup")
    harmed = next((tmp_path / "backup").rglob("followers.npy"))
    harmed.write_bytes(harmed.read_bytes()[:-1] + b"?")
    other = read_settings({}, tmp_path / "other")

    with pytest.raises(SnapshotDamaged, match="followers.npy of generation g000001 is not what was written"):
        restore(tmp_path / "backup", other)

    assert not (tmp_path / "other" / "catalogue.db").exists()
    assert not (tmp_path / "other" / "snapshots" / "CURRENT").exists()


def test_what_a_lost_catalogue_and_a_killed_restore_left_over_does_no_harm(home: Home, tmp_path: Path):
    before = answer(home)
    back_up(home.settings, tmp_path / "backup")
    home.import_rows([{"platform": "x", "external_id": "late", "name": "late"}])
    home.index()
    folder = home.settings.home
    written_ahead = (folder / "catalogue.db-wal").read_bytes()
    home.engine.dispose()
    (folder / "catalogue.db").unlink()
    for rest, content in {"-wal": written_ahead, "-shm": bytes(32768), ".part": b"half"}.items():
        (folder / f"catalogue.db{rest}").write_bytes(content)

    copied = restore(tmp_path / "backup", home.settings)

    restored = Home(folder)
    after = answer(restored)
    built = restored.index()
    restored.engine.dispose()
    assert (len(written_ahead) > 0, copied.generation, after) == (True, "g000001", before)
    assert built.changed is False
