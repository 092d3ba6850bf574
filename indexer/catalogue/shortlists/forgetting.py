"""What shortlists and shares hold of one creator, to be told or to be forgotten."""

from typing import Any

from sqlalchemy import Connection, delete, select

from indexer.catalogue.shortlists.tables import EntryRow, SharedEntryRow, ShareRow, ShortlistRow


def tell_lists_of(connection: Connection, creator: int) -> dict[str, list[dict[str, Any]]]:
    """Return every entry and every frozen copy of a creator, those of deleted lists and closed links too."""
    lists = select(ShortlistRow.name, EntryRow.__table__).join(ShortlistRow, ShortlistRow.id == EntryRow.shortlist_id)
    shares = select(ShareRow.title, SharedEntryRow.__table__).join(ShareRow, ShareRow.id == SharedEntryRow.share_id)
    entries = connection.execute(lists.where(EntryRow.creator_id == creator).order_by(EntryRow.shortlist_id))
    copies = connection.execute(shares.where(SharedEntryRow.creator_id == creator).order_by(SharedEntryRow.share_id))
    return {
        "shortlists": [
            {
                "shortlist": row.name,
                "note": row.note,
                "internal_note": row.internal_note,
                "tags": list(row.tags),
                "added_at": row.added_at.isoformat(),
            }
            for row in entries
        ],
        "shares": [
            {"shortlist": row.title, "copy": row.copy, "verdict": row.verdict, "reason": row.reason} for row in copies
        ],
    }


def forget_in_lists(connection: Connection, creator: int) -> dict[str, int]:
    """Erase a creator from every shortlist and every frozen copy; return how many rows each had."""
    entries = connection.execute(delete(EntryRow).where(EntryRow.creator_id == creator))
    copies = connection.execute(delete(SharedEntryRow).where(SharedEntryRow.creator_id == creator))
    return {"shortlists": entries.rowcount, "shares": copies.rowcount}
