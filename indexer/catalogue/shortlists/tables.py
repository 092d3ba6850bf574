"""The tables of shortlists and of what was shared of them.

Rows that name a creator go when the creator goes, those of frozen copies too: whoever is forgotten is in no list.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from indexer.catalogue.tables import NEVER_REUSED, Table


class ShortlistRow(Table):
    """A named list of creators."""

    __tablename__ = "shortlists"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)  # counts the changes of the list and of its entries
    versions: Mapped[dict[str, int]] = mapped_column(default=dict)  # of the list's own fields: when each last changed
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]  # None: it is there; else it can be brought back for a while


class EntryRow(Table):
    """One creator on a shortlist."""

    __tablename__ = "shortlist_entries"

    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlists.id", ondelete="CASCADE"), primary_key=True)
    creator_id: Mapped[int] = mapped_column(ForeignKey("creators.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]
    note: Mapped[str] = mapped_column(default="")  # clients see it
    internal_note: Mapped[str] = mapped_column(default="")  # clients never see it
    tags: Mapped[list[str]] = mapped_column(default=list)
    posts: Mapped[list[int]] = mapped_column(JSON, default=list)  # ids of those that spoke for the creator
    versions: Mapped[dict[str, int]] = mapped_column(default=dict)  # the list's version when a field last changed
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]  # None: it is on the list; else it can be put back


class ShareRow(Table):
    """A link under which a client sees a shortlist as it was when the link was made."""

    __tablename__ = "shares"
    __table_args__ = (UniqueConstraint("token_hash"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlists.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64))  # SHA-256 of the link's secret, which is kept nowhere
    label: Mapped[str]  # for whom; clients do not see it
    title: Mapped[str]  # the list's name when it was shared
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SharedEntryRow(Table):
    """One creator as a client was shown it, and what the client said."""

    __tablename__ = "shared_entries"

    share_id: Mapped[int] = mapped_column(ForeignKey("shares.id", ondelete="CASCADE"), primary_key=True)
    creator_id: Mapped[int] = mapped_column(ForeignKey("creators.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]
    copy: Mapped[dict[str, Any]] = mapped_column(JSON)
    verdict: Mapped[str | None] = mapped_column(String(10))  # "accepted", "rejected"; None: nothing was said
    reason: Mapped[str] = mapped_column(default="")
    reviewer: Mapped[str] = mapped_column(default="")  # as they call themselves
    reviewed_at: Mapped[datetime | None]


class RecommendationRow(Table):
    """Somebody else whom a client would rather see."""

    __tablename__ = "recommendations"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("shares.id", ondelete="CASCADE"), index=True)
    who: Mapped[str]  # a name or an address, as typed
    reason: Mapped[str] = mapped_column(default="")
    reviewer: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
