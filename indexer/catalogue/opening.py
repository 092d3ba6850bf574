"""Opens the catalogue: makes it when it is missing, brings it up to date, and says what is wrong with it."""

import os
import sqlite3
import time
import weakref
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from indexer.catalogue.faults import explained_faults, name_place
from indexer.catalogue.schema import bring_up_to_date, read_version
from indexer.catalogue.transactions import WRITES
from matcher.errors import CatalogueUnusable

WAIT = 10.0  # seconds that a writer waits for another one
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


def open_catalogue(url: str) -> Engine:
    """Open the catalogue, with its newest schema; a missing one is made, with the folder it lies in.

    Raises:
        HomeUnusable: the folder cannot be made or written, or the disk is full.
        CatalogueUnusable: the address, the file or the server is not usable, or newer than this program.
        Busy: another process holds the catalogue.
    """
    address = _read_address(url)
    with explained_faults(address):
        if _is_file(address):
            Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
        return _open(address)


def open_existing(url: str) -> Engine:
    """Open a catalogue that was made before, with its newest schema.

    Raises:
        CatalogueUnusable: there is none, or as for `open_catalogue`.
    """
    address = _read_address(url)
    missing = CatalogueUnusable(
        f"There is no catalogue at {name_place(address)} yet.", "Run `enmusubi import FILE` first."
    )
    if _is_file(address) and not Path(str(address.database)).exists():
        raise missing
    with explained_faults(address):
        engine = _make_engine(address)
        with engine.connect() as connection:
            version = read_version(connection)
        engine.dispose()
        if version is None:
            raise missing
        return _open(address)


def _read_address(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError):  # the text may hold a password: it is not repeated
        address, backend = None, ""
    if address is None or backend not in DRIVERS:
        raise CatalogueUnusable(
            "The catalogue's address is neither SQLite's nor PostgreSQL's.",
            "Set ENMUSUBI_DATABASE to sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
        )
    return address.set(drivername=DRIVERS[backend])


def _is_file(address: URL) -> bool:
    return address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")


def _open(address: URL) -> Engine:
    engine = _make_engine(address)
    try:
        bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_engine(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = _make_server_engine(address)
    _forget_connections_after_fork(engine)
    return engine


def _make_server_engine(address: URL) -> Engine:
    defaults = {"options": f"-c lock_timeout={WAIT:.0f}s -c timezone=UTC", "connect_timeout": f"{WAIT:.0f}"}
    chosen = {key: value for key, value in defaults.items() if key not in address.query}
    try:
        return create_engine(address, pool_pre_ping=True, connect_args=chosen)
    except ModuleNotFoundError as error:
        raise CatalogueUnusable(
            "PostgreSQL's driver is not installed.", "Run `pip install enmusubi[postgresql]`."
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, also for schema changes
    connection.execute(f"PRAGMA busy_timeout = {WAIT * 1000:.0f}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    use_write_ahead_log(connection)


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL once; SQLite does not itself wait when two processes do so at the same time."""
    deadline = time.monotonic() + WAIT
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _forget_connections_after_fork(engine: Engine) -> None:
    """A forked server must not share its parent's connections."""
    reference = weakref.ref(engine)

    def forget() -> None:
        if (alive := reference()) is not None:
            alive.dispose(close=False)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=forget)
