import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.cli.backup_command import backup_command
from scripts.cli.restore_command import restore_command
from tests.home import Home


@pytest.fixture
def run(home: Home):
    def run(command, *words: object):
        return CliRunner().invoke(command, [*map(str, words), "--home", str(home.settings.home)])

    return run


def test_a_backup_and_its_way_back_say_what_was_copied(home: Home, run, tmp_path: Path):
    saved = run(backup_command, tmp_path / "backup")
    home.engine.dispose()
    shutil.rmtree(home.settings.home)
    restored = run(restore_command, tmp_path / "backup", "--json")

    catalogue = (tmp_path / "backup" / "catalogue.db").stat().st_size
    index = sum(file.bytes for file in home.generation().manifest.files.values())
    assert saved.stdout == (
        f"{tmp_path / 'backup'} holds the catalogue ({catalogue:,} bytes) and g000001 ({index:,} bytes).\n"
    )
    assert (saved.exit_code, restored.exit_code) == (0, 0)
    assert json.loads(restored.stdout) == {
        "folder": str(home.settings.home),
        "catalogue_bytes": catalogue,
        "generation": "g000001",
        "index_bytes": index,
    }


def test_without_an_index_the_command_that_builds_one_is_named(home: Home, run, tmp_path: Path):
    saved = run(backup_command, tmp_path / "backup", "--catalogue-only")
    home.engine.dispose()
    shutil.rmtree(home.settings.home)
    restored = run(restore_command, tmp_path / "backup")

    assert saved.stdout.endswith("bytes) and no index.\n")
    assert restored.stdout.endswith("Run `enmusubi index`: the backup holds no index.\n")
