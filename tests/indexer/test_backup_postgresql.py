"""The procedure that docs/operations.md gives for PostgreSQL, step by step."""

import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from matcher.domain import Brief
from matcher.search import find_matches
from tests.home import SAMPLE, Home

ROOT = Path(__file__).parents[2]
DUMP = "pg_dump --format=custom --file=catalogue.dump"
RESTORE = "pg_restore --clean --if-exists --dbname="


def answer(home: Home) -> list[tuple[int, float]]:
    shelves = home.shelves()
    found = find_matches(Brief(text="coffee and trains"), shelves)
    shelves.reader.engine.dispose()
    return [(match.creator.id, match.score) for match in found.matches]


@pytest.mark.postgresql
def test_a_dump_brings_the_catalogue_back_and_an_index_is_built_from_it(postgresql_url: str, tmp_path: Path):
    if shutil.which("pg_dump") is None or shutil.which("pg_restore") is None:
        pytest.skip("pg_dump and pg_restore are not installed here.")
    home = Home(tmp_path / "home", postgresql_url)
    home.import_rows(SAMPLE)
    home.index()
    before = answer(home)

    subprocess.run([*DUMP.split(), postgresql_url], cwd=tmp_path, check=True)
    home.engine.dispose()
    shutil.rmtree(home.settings.home)
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    subprocess.run([*(RESTORE + postgresql_url).split(), "catalogue.dump"], cwd=tmp_path, check=True)
    restored = Home(tmp_path / "home", postgresql_url)
    built = restored.index()
    after = answer(restored)
    restored.engine.dispose()

    assert (built.generation, built.creators, built.tagged) == ("g000001", 4, 0)
    assert after == before


def test_the_documentation_gives_these_commands():
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")

    assert DUMP in told
    assert RESTORE in told
