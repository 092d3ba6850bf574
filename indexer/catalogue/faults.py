"""What a database's own errors mean: in words, with a cure, and without the address's password."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from matcher.errors import Busy, CatalogueUnusable, EnmusubiError, HomeUnusable

FULL_CURE = "Free some space and run the same command again; what was committed so far is kept."
UNREACHABLE = ("08", "28", "3D", "53", "57")  # states: connection, password, no database, resources, going down
DAMAGED_CURE = "Put a backup in its place, or move it away and import again."


@contextmanager
def explained_faults(url: URL) -> Iterator[None]:
    """Turn faults of the database or the disk into errors that name the problem and the cure.

    Raises:
        Busy: another process holds the catalogue for longer than the wait.
        HomeUnusable: the disk is full, or the place cannot be written.
        CatalogueUnusable: the file is damaged or no database, or the server cannot be reached.
    """
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        told = _explain_sqlite(cause, url) if isinstance(cause, sqlite3.Error) else _explain_server(cause, url)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        raise explain_disk(error, url) from error


def name_place(url: URL) -> str:
    """Return where a catalogue is, fit to be shown: a path, or an address without its password."""
    return (
        url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    )


def explain_disk(error: OSError, url: URL) -> HomeUnusable:
    """Say what an error of the file system means for the home folder."""
    place = error.filename or name_place(url)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return HomeUnusable(f"The disk of {place} is full.", FULL_CURE)
    return HomeUnusable(
        f"{place} cannot be used ({error.strerror or error}).",
        "Choose a folder that you may write with --home.",
    )


def _explain_sqlite(error: sqlite3.Error, url: URL) -> EnmusubiError | None:
    place = name_place(url)
    unwritable = HomeUnusable(
        f"The catalogue {place} cannot be opened for writing.",
        "Choose a folder that you may write with --home.",
    )
    known = {
        sqlite3.SQLITE_BUSY: Busy(
            f"Another process is writing the catalogue {place}.", "Wait for it, then run this again."
        ),
        sqlite3.SQLITE_FULL: HomeUnusable(f"The disk of {place} is full.", FULL_CURE),
        sqlite3.SQLITE_IOERR: HomeUnusable(f"The disk of {place} is full or failing ({error}).", FULL_CURE),
        sqlite3.SQLITE_NOTADB: CatalogueUnusable(f"{place} is not a catalogue.", DAMAGED_CURE),
        sqlite3.SQLITE_CORRUPT: CatalogueUnusable(f"The catalogue {place} is damaged.", DAMAGED_CURE),
        sqlite3.SQLITE_CANTOPEN: unwritable,
        sqlite3.SQLITE_READONLY: unwritable,
        sqlite3.SQLITE_PERM: unwritable,
    }
    extended: int = getattr(error, "sqlite_errorcode", 0)
    known[sqlite3.SQLITE_LOCKED] = known[sqlite3.SQLITE_BUSY]
    return known.get(extended & 0xFF)  # the low byte is the kind, the rest its detail


def _explain_server(error: BaseException | None, url: URL) -> EnmusubiError | None:
    place, state = name_place(url), getattr(error, "sqlstate", None)
    if state in ("55P03", "40P01", "40001"):  # lock not available, deadlock, serialisation
        return Busy(f"Another process is writing the catalogue {place}.", "Wait for it, then run this again.")
    if state == "53100":
        return HomeUnusable(f"The disk of the server of {place} is full.", FULL_CURE)
    if state in ("42501", "3F000", "25006"):  # no privilege, no schema to use, read-only
        return CatalogueUnusable(f"The catalogue {place} may not be used by its user.", "Grant it the rights.")
    if state is None or state[:2] in UNREACHABLE:
        return CatalogueUnusable(
            f"The server of the catalogue {place} cannot be used.",
            "Start it and check the address in ENMUSUBI_DATABASE.",
        )
    return None
