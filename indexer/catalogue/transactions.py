"""Transactions: readers never wait, writers stand in line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, select

from indexer.catalogue.faults import explained_faults
from indexer.catalogue.tables import RevisionRow

WRITES = "enmusubi_writes"  # the execution option that makes SQLite take its write lock at once


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the catalogue.

    Raises:
        EnmusubiError: the database cannot answer; see `explained_faults`.
    """
    with explained_faults(engine.url), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that alone may write, committed at the end and rolled back on any error.

    Raises:
        Busy: another writer did not finish within ten seconds.
        EnmusubiError: the database cannot answer; see `explained_faults`.
    """
    with explained_faults(engine.url), engine.connect() as connection:
        with connection.execution_options(**{WRITES: True}).begin():
            if engine.dialect.name != "sqlite":
                connection.execute(select(RevisionRow.number).with_for_update())
            yield connection


@contextmanager
def writing_at_once(engine: Engine) -> Iterator[Connection]:
    """Give a connection that may write now, for what may as well be left out: it does not stand in line.

    Raises:
        Busy: another writer is at work.
        EnmusubiError: the database cannot answer; see `explained_faults`.
    """
    with explained_faults(engine.url), engine.connect() as connection, _without_waiting(connection):
        with connection.execution_options(**{WRITES: True}).begin():
            yield connection


@contextmanager
def _without_waiting(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":  # servers lock rows, not the whole catalogue
        yield
        return
    driver: Any = connection.connection.driver_connection
    patience = driver.execute("PRAGMA busy_timeout").fetchone()[0]
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout = {patience}")
