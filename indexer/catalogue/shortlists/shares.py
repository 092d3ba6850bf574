"""Links to shortlists: made, found by their secret, withdrawn."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from indexer.catalogue.lists import list_ids
from indexer.catalogue.shortlists.errors import ShareNotFound, ShortlistNotFound
from indexer.catalogue.shortlists.nouns import Recommendation, Share, SharedEntry, Verdict
from indexer.catalogue.shortlists.tables import RecommendationRow, SharedEntryRow, ShareRow, ShortlistRow

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """What a link is to show, and for how long."""

    shortlist: int
    title: str
    copies: Mapping[int, Mapping[str, Any]]  # by creator id, in the order they are shown
    expires_at: datetime
    label: str = ""  # for whom; clients do not see it


def create_share(connection: Connection, new: NewShare, now: datetime) -> tuple[int, str]:
    """Make a link; return its id and its secret, which is told this once and kept as a hash.

    Raises:
        ShortlistNotFound: there is no such list.
    """
    _refuse_missing(connection, new.shortlist)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = {
        "shortlist_id": new.shortlist,
        "token_hash": hash_secret(secret),
        "label": new.label,
        "title": new.title,
        "created_at": now,
        "expires_at": new.expires_at,
    }
    share: int = connection.execute(insert(ShareRow).returning(ShareRow.id), [row]).scalar_one()
    entries = [
        {"share_id": share, "creator_id": creator, "position": place, "copy": dict(copy)}
        for place, (creator, copy) in enumerate(new.copies.items())
    ]
    if entries:
        connection.execute(insert(SharedEntryRow), entries)
    return share, secret


def hash_secret(secret: str) -> str:
    """Return what is stored of a link's secret: 256 random bits need no salt."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def open_share(connection: Connection, secret: str, now: datetime) -> Share:
    """Return what a client may see.

    Raises:
        ShareNotFound: no such link, or it expired, was withdrawn, or its list was deleted; not told which.
    """
    listed = select(ShortlistRow.id).where(ShortlistRow.deleted_at.is_(None))
    query = select(ShareRow.__table__).where(
        ShareRow.token_hash == hash_secret(secret),
        ShareRow.revoked_at.is_(None),
        ShareRow.expires_at > now,
        ShareRow.shortlist_id.in_(listed),
    )
    stored = connection.execute(query).all()
    if not stored:
        raise ShareNotFound
    return _read_shares(connection, stored)[0]


def list_shares(connection: Connection, shortlist: int) -> list[Share]:
    """Return the links of a shortlist with what clients answered, the newest first."""
    query = select(ShareRow.__table__).where(ShareRow.shortlist_id == shortlist)
    return _read_shares(connection, connection.execute(query.order_by(ShareRow.id.desc())).all())


def revoke_share(connection: Connection, shortlist: int, share: int, now: datetime) -> None:
    """Withdraw a link; what was answered stays. One withdrawn before stays as it is.

    Raises:
        ShareNotFound: the list has no such link.
    """
    own = (ShareRow.id == share) & (ShareRow.shortlist_id == shortlist)
    if connection.scalar(select(ShareRow.id).where(own)) is None:
        raise ShareNotFound
    connection.execute(update(ShareRow).where(own, ShareRow.revoked_at.is_(None)).values(revoked_at=now))


def _refuse_missing(connection: Connection, shortlist: int) -> None:
    query = select(ShortlistRow.id).where(ShortlistRow.id == shortlist, ShortlistRow.deleted_at.is_(None))
    if connection.scalar(query) is None:
        raise ShortlistNotFound


def _read_shares(connection: Connection, stored: Sequence[Row[Any]]) -> list[Share]:
    ids = [row.id for row in stored]
    entries = _group(
        connection.execute(
            select(SharedEntryRow.__table__)
            .where(SharedEntryRow.share_id.in_(list_ids(connection, ids)))
            .order_by(SharedEntryRow.position)
        ).all()
    )
    others = _group(
        connection.execute(
            select(RecommendationRow.__table__)
            .where(RecommendationRow.share_id.in_(list_ids(connection, ids)))
            .order_by(RecommendationRow.id)
        ).all()
    )
    return [_make_share(row, entries.get(row.id, []), others.get(row.id, [])) for row in stored]


def _group(rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = {}
    for row in rows:
        grouped.setdefault(row.share_id, []).append(row)
    return grouped


def _make_share(row: Row[Any], entries: Sequence[Row[Any]], others: Sequence[Row[Any]]) -> Share:
    return Share(
        id=row.id,
        shortlist=row.shortlist_id,
        label=row.label,
        title=row.title,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        entries=tuple(
            SharedEntry(creator=entry.creator_id, copy=entry.copy, verdict=_make_verdict(entry)) for entry in entries
        ),
        recommendations=tuple(
            Recommendation(id=one.id, who=one.who, reason=one.reason, reviewer=one.reviewer, at=one.made_at)
            for one in others
        ),
    )


def _make_verdict(entry: Row[Any]) -> Verdict | None:
    if entry.verdict is None:
        return None
    return Verdict(kind=entry.verdict, reason=entry.reason, reviewer=entry.reviewer, at=entry.reviewed_at)
