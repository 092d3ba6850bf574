"""A real full disk: a small file system of its own, which only root can mount."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher.errors import HomeUnusable
from tests.home import SAMPLE, Home


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("Only root can mount a small disk.")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], check=False).returncode:
        pytest.skip("This machine does not let root mount a disk.")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_leaves_the_live_index_and_says_what_to_do(small_disk: Path):
    home = Home(small_disk / "home")
    home.import_rows(SAMPLE)
    home.index()
    home.import_rows([{"platform": "x", "external_id": "new", "name": "brand new"}])
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while file.write(bytes(4096)):
            pass

    with pytest.raises(HomeUnusable, match="[Ff]ree some space"):
        home.index()

    filler.unlink()
    assert home.generation().manifest.generation == "g000001"
    assert home.index().generation == "g000002"
    home.engine.dispose()
