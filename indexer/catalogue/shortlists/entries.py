"""The entries of a shortlist: added, changed, moved, removed, put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from indexer.catalogue.shortlists.errors import EntryNotFound, ShortlistFull
from indexer.catalogue.shortlists.lists import refuse_outdated, touch_shortlist
from indexer.catalogue.shortlists.tables import EntryRow
from indexer.catalogue.tables import CreatorRow
from matcher.errors import CreatorNotFound

MOST_ENTRIES = 500  # of one list
MOST_POSTS = 5  # kept with an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKey:
    """Where an entry is."""

    shortlist: int
    creator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """New values of an entry's fields; None leaves a field as it is."""

    note: str | None = None
    internal_note: str | None = None
    tags: tuple[str, ...] | None = None


def add_entry(
    connection: Connection, key: EntryKey, now: datetime, posts: Sequence[int] = (), said: EntryChange | None = None
) -> bool:
    """Put a creator at the end of a list; return whether it was not on it.

    One that was removed comes back with its note and tags; one that is there stays where it is, and its fields too.

    Args:
        connection: one that writes.
        key: which list, which creator.
        now: the moment of the change.
        posts: ids of those that speak for the creator; the first five are kept.
        said: fields of a new entry.

    Raises:
        ShortlistNotFound: there is no such list.
        CreatorNotFound: there is no such creator.
        ShortlistFull: the list holds 500 creators.
    """
    version = touch_shortlist(connection, key.shortlist, now)
    stored = _find(connection, key)
    if stored is not None and stored.removed_at is None:
        return False
    _refuse_unknown(connection, key.creator)
    _refuse_full(connection, key.shortlist)
    place = {"position": _next_position(connection, key.shortlist), "changed_at": now, "removed_at": None}
    changes = _list_changes(said or EntryChange())
    row = {**place, **changes, "posts": list(posts[:MOST_POSTS])}
    if stored is None:
        names = {"shortlist_id": key.shortlist, "creator_id": key.creator, "added_at": now, "versions": {}}
        connection.execute(insert(EntryRow).values(**names, **row))
    else:
        versions = {**stored.versions, **dict.fromkeys(changes, version)}
        connection.execute(update(EntryRow).where(_is(key)).values(**row, versions=versions))
    return True


def change_entry(
    connection: Connection, key: EntryKey, change: EntryChange, now: datetime, seen: int | None = None
) -> None:
    """Change some fields of an entry; the others stay, whoever changed them meanwhile.

    Args:
        connection: one that writes.
        key: which list, which creator.
        change: the new values.
        now: the moment of the change.
        seen: the list's version that the writer saw; None: the last write wins.

    Raises:
        ShortlistNotFound: there is no such list.
        EntryNotFound: the creator is not on it.
        Outdated: one of these fields got another value since.
    """
    stored = _find_live(connection, key)
    changes = {name: said for name, said in _list_changes(change).items() if getattr(stored, name) != said}
    if not changes:
        return
    refuse_outdated(stored.versions, tuple(changes), seen)
    version = touch_shortlist(connection, key.shortlist, now)
    versions = {**stored.versions, **dict.fromkeys(changes, version)}
    connection.execute(update(EntryRow).where(_is(key)).values(**changes, versions=versions, changed_at=now))


def remove_entry(connection: Connection, key: EntryKey, now: datetime) -> None:
    """Take a creator off a list; `restore_entry` puts it back.

    Raises:
        ShortlistNotFound: there is no such list.
        EntryNotFound: the creator is not on it.
    """
    touch_shortlist(connection, key.shortlist, now)
    _find_live(connection, key)
    connection.execute(update(EntryRow).where(_is(key)).values(removed_at=now, changed_at=now))


def restore_entry(connection: Connection, key: EntryKey, now: datetime) -> None:
    """Put a removed creator back where it was; one that is there stays.

    Raises:
        ShortlistNotFound: there is no such list.
        EntryNotFound: the creator never was on it.
        ShortlistFull: the list holds 500 creators.
    """
    touch_shortlist(connection, key.shortlist, now)
    stored = _find(connection, key)
    if stored is None:
        raise EntryNotFound
    if stored.removed_at is not None:
        _refuse_full(connection, key.shortlist)
        connection.execute(update(EntryRow).where(_is(key)).values(removed_at=None, changed_at=now))


def move_entry(connection: Connection, key: EntryKey, places: int, now: datetime) -> None:
    """Move a creator some places down its list, up where negative; it stops at the ends.

    Raises:
        ShortlistNotFound: there is no such list.
        EntryNotFound: the creator is not on it.
    """
    order = list_creators(connection, key.shortlist)
    if key.creator not in order:
        raise EntryNotFound
    place = order.index(key.creator)
    order.remove(key.creator)
    order.insert(min(max(place + places, 0), len(order)), key.creator)
    order_entries(connection, key.shortlist, order, now)


def order_entries(connection: Connection, shortlist: int, creators: Sequence[int], now: datetime) -> None:
    """Put the creators of a list in this order; those not named follow in the order they have.

    Raises:
        ShortlistNotFound: there is no such list.
        EntryNotFound: one of the creators is not on it.
    """
    touch_shortlist(connection, shortlist, now)
    present = list_creators(connection, shortlist)
    if not set(creators) <= set(present):
        raise EntryNotFound
    order = [*dict.fromkeys(creators), *(creator for creator in present if creator not in set(creators))]
    rows = [{"creator": creator, "place": place} for place, creator in enumerate(order)]
    own = (EntryRow.shortlist_id == shortlist) & (EntryRow.creator_id == bindparam("creator"))
    if rows:
        connection.execute(update(EntryRow).where(own).values(position=bindparam("place")), rows)


def list_creators(connection: Connection, shortlist: int) -> list[int]:
    """Return the ids of the creators on a list, in its order."""
    live = (EntryRow.shortlist_id == shortlist) & EntryRow.removed_at.is_(None)
    query = select(EntryRow.creator_id).where(live).order_by(EntryRow.position, EntryRow.creator_id)
    return list(connection.scalars(query))


def _list_changes(change: EntryChange) -> dict[str, Any]:
    tags = None if change.tags is None else list(change.tags)
    fields = {"note": change.note, "internal_note": change.internal_note, "tags": tags}
    return {name: said for name, said in fields.items() if said is not None}


def _is(key: EntryKey) -> Any:  # noqa: ANN401 (SQLAlchemy's condition)
    return (EntryRow.shortlist_id == key.shortlist) & (EntryRow.creator_id == key.creator)


def _find(connection: Connection, key: EntryKey) -> Row[Any] | None:
    return connection.execute(select(EntryRow.__table__).where(_is(key))).first()


def _find_live(connection: Connection, key: EntryKey) -> Row[Any]:
    stored = _find(connection, key)
    if stored is None or stored.removed_at is not None:
        raise EntryNotFound
    return stored


def _refuse_unknown(connection: Connection, creator: int) -> None:
    if connection.scalar(select(CreatorRow.id).where(CreatorRow.id == creator)) is None:
        raise CreatorNotFound(f"There is no creator {creator}.", "Take an id from an answer.")


def _refuse_full(connection: Connection, shortlist: int) -> None:
    if len(list_creators(connection, shortlist)) >= MOST_ENTRIES:
        raise ShortlistFull(f"The shortlist holds {MOST_ENTRIES} creators.", "Begin another one.")


def _next_position(connection: Connection, shortlist: int) -> int:
    last = connection.scalar(select(func.max(EntryRow.position)).where(EntryRow.shortlist_id == shortlist))
    return 0 if last is None else last + 1
