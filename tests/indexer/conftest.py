"""Catalogues on both databases, each test's its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from indexer.catalogue.opening import open_catalogue
from tests.indexer.postgresql import find_programs, run_server

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a running server's only database."""
    programs = find_programs()
    if programs is None:
        pytest.skip("No PostgreSQL server is installed here.")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path must be short
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        with run_server(programs, folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The address of a database that was emptied."""
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        for command in (others, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            connection.execute(command)
    return postgresql_server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'home' / 'catalogue.db'}"


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """The address of a catalogue to be made, on either database."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty catalogue to be copied, which is quicker than to make one."""
    path = tmp_path_factory.mktemp("empty") / "catalogue.db"
    open_catalogue(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def engine(url: str, empty_file: Path) -> Iterator[Engine]:
    """An empty catalogue, on either database."""
    if url.startswith("sqlite"):
        _copy(empty_file, url)
    opened = open_catalogue(url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite(sqlite_url: str, empty_file: Path) -> Iterator[Engine]:
    """An empty catalogue in a file."""
    _copy(empty_file, sqlite_url)
    opened = open_catalogue(sqlite_url)
    yield opened
    opened.dispose()


def _copy(empty_file: Path, url: str) -> None:
    place = Path(url.removeprefix("sqlite:///"))
    place.parent.mkdir()
    shutil.copyfile(empty_file, place)
