"""Reads shortlists."""

from sqlalchemy import Connection, func, select

from indexer.catalogue.shortlists.errors import ShortlistNotFound
from indexer.catalogue.shortlists.nouns import Entry, Shortlist, Summary
from indexer.catalogue.shortlists.tables import EntryRow, ShortlistRow

SIZE = (
    select(func.count())
    .where(EntryRow.shortlist_id == ShortlistRow.id, EntryRow.removed_at.is_(None))
    .correlate(ShortlistRow)
    .scalar_subquery()
    .label("size")
)
SUMMARY = (
    *(ShortlistRow.id, ShortlistRow.name, ShortlistRow.version),
    *(ShortlistRow.created_at, ShortlistRow.changed_at, ShortlistRow.deleted_at),
    SIZE,
)


def read_shortlist(connection: Connection, id: int) -> Shortlist:
    """Return a shortlist with the entries that are on it, in its order.

    Raises:
        ShortlistNotFound: there is no such list.
    """
    query = select(ShortlistRow.__table__).where(ShortlistRow.id == id, ShortlistRow.deleted_at.is_(None))
    stored = connection.execute(query).first()
    if stored is None:
        raise ShortlistNotFound
    live = (EntryRow.shortlist_id == id) & EntryRow.removed_at.is_(None)
    rows = select(EntryRow.__table__).where(live).order_by(EntryRow.position, EntryRow.creator_id)
    return Shortlist(
        id=stored.id,
        name=stored.name,
        version=stored.version,
        created_at=stored.created_at,
        changed_at=stored.changed_at,
        entries=tuple(
            Entry(
                creator=row.creator_id,
                note=row.note,
                internal_note=row.internal_note,
                tags=tuple(row.tags),
                posts=tuple(row.posts),
                added_at=row.added_at,
                changed_at=row.changed_at,
            )
            for row in connection.execute(rows)
        ),
    )


def list_shortlists(connection: Connection, limit: int) -> list[Summary]:
    """Return shortlists, the one that changed last first."""
    query = select(*SUMMARY).where(ShortlistRow.deleted_at.is_(None))
    query = query.order_by(ShortlistRow.changed_at.desc(), ShortlistRow.id.desc()).limit(limit)
    return [Summary(**row) for row in connection.execute(query).mappings()]


def list_deleted(connection: Connection, limit: int) -> list[Summary]:
    """Return deleted shortlists that can be brought back, the last deleted first."""
    query = select(*SUMMARY).where(ShortlistRow.deleted_at.is_not(None))
    query = query.order_by(ShortlistRow.deleted_at.desc(), ShortlistRow.id.desc()).limit(limit)
    return [Summary(**row) for row in connection.execute(query).mappings()]


def page_shortlists(connection: Connection, after: int, limit: int) -> list[Summary]:
    """Return shortlists with an id above `after`, by ascending id, so that a page never repeats or skips one."""
    query = select(*SUMMARY).where(ShortlistRow.deleted_at.is_(None), ShortlistRow.id > after)
    query = query.order_by(ShortlistRow.id).limit(limit)
    return [Summary(**row) for row in connection.execute(query).mappings()]


def find_lists_of(connection: Connection, creator: int) -> list[Summary]:
    """Return the shortlists that a creator is on, the one that changed last first."""
    on_it = select(EntryRow.shortlist_id).where(EntryRow.creator_id == creator, EntryRow.removed_at.is_(None))
    query = select(*SUMMARY).where(ShortlistRow.deleted_at.is_(None), ShortlistRow.id.in_(on_it))
    query = query.order_by(ShortlistRow.changed_at.desc(), ShortlistRow.id.desc())
    return [Summary(**row) for row in connection.execute(query).mappings()]
