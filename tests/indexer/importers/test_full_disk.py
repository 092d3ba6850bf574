import os
import subprocess

import pytest

from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.reading import CatalogueReader
from matcher.errors import HomeUnusable
from tests.indexer.importers.conftest import Desk


@pytest.fixture
def mount(tmp_path):
    """Return a function that mounts a file system of a given size."""
    if os.geteuid() != 0:
        pytest.skip("Only root may mount the small file system that this test fills.")
    place = tmp_path / "small"
    place.mkdir()

    def mount(options):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=False).returncode != 0:
            pytest.skip("This machine does not let a small file system be mounted.")
        return place

    yield mount
    subprocess.run(["umount", "--lazy", place], check=False)


@pytest.fixture
def small_home(mount):
    """A file system of 1 MB."""
    return mount("size=1m")


def lines(count):
    return "".join(f'{{"platform": "x", "external_id": "{number}", "bio": "{"b" * 900}"}}\n' for number in range(count))


def test_a_disk_that_fills_up_keeps_what_was_committed_and_a_rerun_finishes(small_home, tmp_path):
    filler = small_home / "filler"
    engine = open_catalogue(f"sqlite:///{small_home / 'home' / 'catalogue.db'}")
    desk = Desk(tmp_path, engine)
    path = desk.write("creators.jsonl", lines(300))
    filler.write_bytes(b"x" * 500_000)

    with pytest.raises(HomeUnusable) as caught:
        desk.take(path, batch=20)

    kept = CatalogueReader(engine).counts()["creators"]
    assert str(caught.value).endswith(
        "Free some space and run the same command again; what was committed so far is kept."
    )
    assert 0 < kept < 300
    subprocess.run(["mount", "-o", "remount,size=20m", small_home], check=True)
    summary = desk.take(path, batch=20)
    assert (summary.resumed_from, summary.new, CatalogueReader(engine).counts()["creators"]) == (kept, 300, 300)
    engine.dispose()


def test_a_disk_that_has_no_room_for_the_rejects_is_told(small_home, tmp_path, sqlite):
    (small_home / "filler").write_bytes(b"x" * 1_000_000)
    desk = Desk(small_home, sqlite)
    path = tmp_path / "creators.jsonl"
    path.write_text("broken\n" * 5_000, "utf-8")

    with pytest.raises(HomeUnusable, match=r"^The disk of .* is full\. Free some space"):
        desk.take(path)


def test_a_disk_without_room_for_a_catalogue_is_told(small_home):
    (small_home / "filler").write_bytes(b"x" * 1_040_000)

    with pytest.raises(HomeUnusable, match="Free some space and run the same command again"):
        open_catalogue(f"sqlite:///{small_home / 'home' / 'catalogue.db'}")


def test_a_disk_that_may_only_be_read_is_told(mount):
    place = mount("size=1m,ro")

    with pytest.raises(HomeUnusable, match=r"Choose a folder that you may write with --home\.$"):
        open_catalogue(f"sqlite:///{place / 'catalogue.db'}")
