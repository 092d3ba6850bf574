"""Forgets creators: catalogue, lists, rejects and index, with a tombstone that no import gets past."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update

from indexer.catalogue.drafts import Key
from indexer.catalogue.tables import CreatorRow, FeeRow, HistoryRow, PostRow, RevisionRow, StatisticRow
from indexer.catalogue.tombstones import bury, digest_key, set_tombstones
from indexer.catalogue.transactions import reading, writing
from indexer.forgetting.memory import recall_digests, remember_digests
from indexer.forgetting.places import PLACES
from indexer.forgetting.rejects import scrub_rejects
from indexer.forgetting.telling import find_id
from indexer.jobs.forgetting import forget_in_uploads
from indexer.secrets import read_secret
from indexer.settings import Settings

BELONGINGS = (PostRow, HistoryRow, FeeRow, StatisticRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was erased of some creators."""

    creators: int
    erased: dict[str, int]  # rows by what they were
    rejected_rows: int
    uploads: list[int]  # jobs that waited with a file naming one of them: cancelled, and their files taken away


def forget_creators(engine: Engine, settings: Settings, keys: Sequence[Key], now: datetime) -> Forgotten:
    """Erase creators and set their tombstones; the index is not touched, see `scrub_index`.

    It may be run again where it broke off, and for creators who are not there: then no import brings them.
    """
    salt, erased, creators = read_secret(settings.salt), Counter[str](), 0
    with writing(engine) as connection:
        _write_over_deleted(connection)
        for key in keys:
            bury(connection, key, salt, now)
            if (creator := find_id(connection, key)) is not None:
                creators += 1
                erased.update(erase(connection, creator))
    _empty_log(engine)
    remember_digests(settings, salt, keys)
    rejected = sum(scrub_rejects(settings.rejects, key) for key in keys)
    uploads = [id for key in keys for id in forget_in_uploads(engine, settings, key, now)]
    return Forgotten(creators=creators, erased=dict(erased), rejected_rows=rejected, uploads=uploads)


def erase(connection: Connection, creator: int) -> Counter[str]:
    """Erase a creator and all that belongs to it; return how many rows of each kind there were."""
    erased = Counter[str]()
    for place in PLACES:
        erased.update(place.forget(connection, creator))
    for table in BELONGINGS:
        erased[table.__tablename__] = connection.execute(delete(table).where(table.creator_id == creator)).rowcount
    connection.execute(delete(CreatorRow).where(CreatorRow.id == creator))
    number = connection.scalar(select(RevisionRow.number)) or 0
    connection.execute(update(RevisionRow).values(number=number + 1))
    return erased


def _write_over_deleted(connection: Connection) -> None:
    """Let SQLite write zeros over what is deleted on this connection."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def _empty_log(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, which still holds what was deleted; skipped where somebody reads just now."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def forget_again(engine: Engine, settings: Settings, now: datetime) -> int:
    """Erase whom this home has forgotten and an older catalogue, put back from a backup, brought back.

    Returns:
        How many creators those were; the index is to be scrubbed where there were any.
    """
    digests = recall_digests(settings)
    if not digests:
        return 0
    salt = read_secret(settings.salt)
    with reading(engine) as connection:
        rows = connection.execute(select(CreatorRow.platform, CreatorRow.external_id))
        keys = [key for key in ((row[0], row[1]) for row in rows) if digest_key(key, salt) in digests]
    with writing(engine) as connection:
        set_tombstones(connection, digests, salt, now)
    return forget_creators(engine, settings, keys, now).creators
