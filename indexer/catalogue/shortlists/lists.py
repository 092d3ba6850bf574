"""Shortlists as wholes: made, renamed, deleted, brought back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from indexer.catalogue.shortlists.errors import Outdated, ShortlistNotFound
from indexer.catalogue.shortlists.tables import ShortlistRow

KEPT = timedelta(days=30)  # how long a deleted list can be brought back


def create_shortlist(connection: Connection, name: str, now: datetime) -> int:
    """Make an empty shortlist; return its id."""
    row = {"name": name, "version": 1, "versions": {}, "created_at": now, "changed_at": now}
    return connection.execute(insert(ShortlistRow).returning(ShortlistRow.id), [row]).scalar_one()


def rename_shortlist(connection: Connection, id: int, name: str, now: datetime, seen: int | None = None) -> None:
    """Give a shortlist another name.

    Args:
        connection: one that writes.
        id: the list's.
        name: the new one.
        now: the moment of the change.
        seen: the list's version that the writer saw; None: the last write wins.

    Raises:
        ShortlistNotFound: there is no such list.
        Outdated: somebody else gave it a third name since.
    """
    query = select(ShortlistRow.name, ShortlistRow.versions).where(ShortlistRow.id == id)
    stored = connection.execute(query.where(ShortlistRow.deleted_at.is_(None))).first()
    if stored is None:
        raise ShortlistNotFound
    if stored.name == name:
        return
    refuse_outdated(stored.versions, ("name",), seen)
    version = touch_shortlist(connection, id, now)
    change = update(ShortlistRow).where(ShortlistRow.id == id)
    connection.execute(change.values(name=name, versions={**stored.versions, "name": version}))


def delete_shortlist(connection: Connection, id: int, now: datetime) -> None:
    """Delete a shortlist; it can be brought back for thirty days, and its links lead nowhere meanwhile.

    Those deleted longer ago are erased for good.

    Raises:
        ShortlistNotFound: there is no such list.
    """
    touch_shortlist(connection, id, now)
    connection.execute(update(ShortlistRow).where(ShortlistRow.id == id).values(deleted_at=now))
    connection.execute(delete(ShortlistRow).where(ShortlistRow.deleted_at < now - KEPT))


def restore_shortlist(connection: Connection, id: int) -> None:
    """Bring a deleted shortlist back as it was; one that is there stays.

    Raises:
        ShortlistNotFound: there is no such list, or it was erased for good.
    """
    change = update(ShortlistRow).where(ShortlistRow.id == id).values(deleted_at=None)
    if connection.execute(change.returning(ShortlistRow.id)).first() is None:
        raise ShortlistNotFound


def touch_shortlist(connection: Connection, id: int, now: datetime) -> int:
    """Count a change of the list; return its new version.

    Raises:
        ShortlistNotFound: there is no such list.
    """
    change = update(ShortlistRow).where(ShortlistRow.id == id, ShortlistRow.deleted_at.is_(None))
    change = change.values(version=ShortlistRow.version + 1, changed_at=now)
    version = connection.execute(change.returning(ShortlistRow.version)).scalar()
    if version is None:
        raise ShortlistNotFound
    return version


def refuse_outdated(versions: Mapping[str, int], fields: tuple[str, ...], seen: int | None) -> None:
    """Do nothing, unless one of the fields changed after the version that the writer saw.

    Raises:
        Outdated: it did.
    """
    if seen is not None and any(versions.get(field, 0) > seen for field in fields):
        raise Outdated
