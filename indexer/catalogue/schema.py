"""Brings a database's tables to the form that this program knows, by migrations."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from indexer.catalogue.every_table import Table
from indexer.catalogue.faults import name_place
from indexer.catalogue.migrations import HEAD, KNOWN
from indexer.catalogue.transactions import WRITES
from matcher.errors import CatalogueUnusable

LOCK = 0x656E6D75  # any number that is only ours; it keeps two servers' migrations apart


def bring_up_to_date(engine: Engine) -> None:
    """Make the tables, or migrate them to the newest form; does nothing when they have it.

    Raises:
        CatalogueUnusable: the tables are somebody else's, or newer than this program.
    """
    with engine.connect() as connection:
        if read_version(connection) == HEAD:
            return
    with engine.connect() as connection, connection.execution_options(**{WRITES: True}).begin():
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        if read_version(connection) != HEAD:  # another process may have been faster
            _migrate(connection)


def read_version(connection: Connection) -> str | None:
    """Return the version of the tables; None: there are none yet.

    Raises:
        CatalogueUnusable: the tables are somebody else's, or newer than this program.
    """
    place = name_place(connection.engine.url)
    tables = set(inspect(connection).get_table_names())
    found = connection.execute(text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None
    version: str | None = None if found is None else found.scalar()
    if version is not None and version not in KNOWN:
        raise CatalogueUnusable(f"The catalogue {place} was made by a newer version.", "Update Enmusubi.")
    others = tables if connection.dialect.name == "sqlite" else tables & set(Table.metadata.tables)
    if version is None and others - {"alembic_version"}:
        raise CatalogueUnusable(
            f"{place} holds tables that are not Enmusubi's.",
            "Choose another file with --home or ENMUSUBI_DATABASE.",
        )
    return version


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 (rarely needed, and slow to import)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
