import multiprocessing
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from indexer.catalogue import opening
from indexer.catalogue.opening import open_catalogue, open_existing
from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.transactions import reading, writing
from matcher.errors import Busy, CatalogueUnusable, HomeUnusable
from tests.indexer.catalogue.saving import draft, save


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def open_and_count(url: str) -> int:
    engine = open_catalogue(url)
    count = CatalogueReader(engine).counts()["creators"]
    engine.dispose()
    return count


def test_a_missing_catalogue_is_made_with_its_folder(tmp_path):
    path = tmp_path / "a b" / "ホーム" / "catalogue.db"

    count = open_and_count(address(path))

    assert (count, path.exists()) == (0, True)


def test_what_was_written_is_there_when_it_is_opened_again(url):
    engine = open_catalogue(url)
    save(engine, draft())
    engine.dispose()

    count = open_and_count(url)

    assert count == 1


def test_sqlite_logs_ahead_checks_references_and_waits(sqlite):
    names = ["journal_mode", "foreign_keys", "busy_timeout", "synchronous"]

    with reading(sqlite) as connection:
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]

    assert found == ["wal", 1, 10_000, 1]


def test_four_processes_may_make_it_at_once(url):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        counts = pool.map(open_and_count, [url] * 4)

    assert counts == [0, 0, 0, 0]


def test_a_missing_catalogue_is_not_an_existing_one(tmp_path):
    path = tmp_path / "catalogue.db"

    with pytest.raises(CatalogueUnusable) as caught:
        open_existing(address(path))

    assert str(caught.value) == f"There is no catalogue at {path} yet. Run `enmusubi import FILE` first."
    assert not path.exists()


@pytest.mark.postgresql
def test_an_empty_database_is_not_an_existing_catalogue(postgresql_url):
    with pytest.raises(CatalogueUnusable, match=r"yet\. Run `enmusubi import FILE` first\.$"):
        open_existing(postgresql_url)


def test_an_empty_file_is_not_an_existing_catalogue(tmp_path):
    path = tmp_path / "catalogue.db"
    path.touch()

    with pytest.raises(CatalogueUnusable, match=r"^There is no catalogue at .* first\.$"):
        open_existing(address(path))


def test_an_existing_catalogue_opens(url):
    open_catalogue(url).dispose()

    engine = open_existing(url)

    assert CatalogueReader(engine).revision() == 0
    engine.dispose()


@pytest.mark.parametrize("open_it", [open_catalogue, open_existing])
def test_a_file_that_is_no_database_is_refused(tmp_path, open_it):
    path = tmp_path / "catalogue.db"
    path.write_text("platform,external_id\n" * 100, "utf-8")

    with pytest.raises(CatalogueUnusable) as caught:
        open_it(address(path))

    assert (
        str(caught.value) == f"{path} is not a catalogue. Put a backup in its place, or move it away and import again."
    )
    assert path.read_text("utf-8").startswith("platform")


@pytest.mark.parametrize("open_it", [open_catalogue, open_existing])
def test_another_programs_database_is_refused(tmp_path, open_it):
    path = tmp_path / "catalogue.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (id INTEGER)")
    other.close()

    with pytest.raises(CatalogueUnusable, match="holds tables that are not Enmusubi's"):
        open_it(address(path))


def test_a_damaged_catalogue_is_told(tmp_path):
    path = tmp_path / "catalogue.db"
    engine = open_catalogue(address(path))
    save(engine, *(draft(str(number), columns={"bio": "x" * 900}) for number in range(200)))
    engine.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))

    with pytest.raises(CatalogueUnusable) as caught:
        open_and_count(address(path))

    cure = "Put a backup in its place, or move it away and import again."
    assert str(caught.value) == f"The catalogue {path} is damaged. {cure}"


def test_a_newer_schema_is_refused(url):
    engine = open_catalogue(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(CatalogueUnusable, match=r"was made by a newer version\. Update Enmusubi\.$"):
        open_catalogue(url)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(HomeUnusable, match=r"^\S*/file\S* cannot be used .* with --home\.$"):
        open_catalogue(address(tmp_path / "file" / "home" / "catalogue.db"))


def test_a_folder_in_the_files_place_is_told(tmp_path):
    with pytest.raises(HomeUnusable, match=r"cannot be opened for writing\. Choose a folder"):
        open_catalogue(address(tmp_path))


@pytest.mark.parametrize(
    "url", ["", "mysql://u:geheim@host/db", "no address, but geheim", "postgresql://u:geheim@h:x/"]
)
def test_an_address_of_something_else_is_refused_and_not_repeated(url):
    with pytest.raises(CatalogueUnusable) as caught:
        open_catalogue(url)

    assert str(caught.value) == (
        "The catalogue's address is neither SQLite's nor PostgreSQL's. "
        "Set ENMUSUBI_DATABASE to sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE."
    )


@pytest.mark.parametrize("open_it", [open_catalogue, open_existing])
def test_a_server_that_does_not_answer_is_told_without_the_password(tmp_path, open_it):
    with pytest.raises(CatalogueUnusable) as caught:
        open_it(f"postgresql://user:geheim@/db?host={tmp_path}")

    assert str(caught.value).endswith("cannot be used. Start it and check the address in ENMUSUBI_DATABASE.")
    assert "user:***@" in str(caught.value)


@pytest.mark.postgresql
def test_a_user_without_rights_is_told(postgresql_url):
    engine = open_catalogue(postgresql_url)
    with writing(engine) as connection:
        connection.execute(text("DROP ROLE IF EXISTS guest"))
        connection.execute(text("CREATE ROLE guest LOGIN"))
    engine.dispose()

    with pytest.raises(CatalogueUnusable, match=r"guest@\S* may not be used by its user\. Grant it the rights\.$"):
        open_catalogue(postgresql_url.replace("postgres:geheim@", "guest@"))


def test_without_its_driver_postgresql_names_the_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(CatalogueUnusable) as caught:
        open_catalogue("postgresql://user:geheim@host/db")

    assert str(caught.value) == ("PostgreSQL's driver is not installed. Run `pip install enmusubi[postgresql]`.")


def test_a_second_writer_waits_and_then_says_that_the_catalogue_is_busy(url, monkeypatch):
    monkeypatch.setattr(opening, "WAIT", 1)
    first, second = open_catalogue(url), open_catalogue(url)

    with writing(first), pytest.raises(Busy, match=r"^Another process is writing the catalogue .* run this again\.$"):
        save(second, draft())

    first.dispose()
    second.dispose()


def test_readers_do_not_wait_for_a_writer(engine):
    save(engine, draft())

    with writing(engine):
        counts = CatalogueReader(engine).counts()

    assert counts == {"creators": 1, "posts": 0}


def test_a_forked_process_opens_connections_of_its_own(tmp_path):
    program = (
        "import os, sys; from indexer.catalogue.opening import open_catalogue;"
        "engine = open_catalogue(sys.argv[1]); connection = engine.raw_connection(); connection.close();"
        "child = os.fork(); assert engine.pool.checkedin() == (1 if child else 0);"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])) if child else os._exit(0)"
    )

    run = subprocess.run([sys.executable, "-c", program, address(tmp_path / "catalogue.db")], check=False)

    assert run.returncode == 0
