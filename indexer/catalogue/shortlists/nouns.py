"""What a shortlist and its shares are, read from their rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One creator on a shortlist."""

    creator: int
    note: str  # clients see it
    internal_note: str  # clients never see it
    tags: tuple[str, ...]
    posts: tuple[int, ...]  # ids of those that spoke for the creator when it was added
    added_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """A named list of creators, in the planner's order."""

    id: int
    name: str
    version: int  # counts the changes of the list and of its entries
    created_at: datetime
    changed_at: datetime
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A shortlist without its entries."""

    id: int
    name: str
    version: int
    created_at: datetime
    changed_at: datetime
    deleted_at: datetime | None
    size: int  # creators on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a client said about one creator."""

    kind: str  # "accepted", "rejected"
    reason: str
    reviewer: str  # as they call themselves; empty: no name was given
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEntry:
    """One creator as a client was shown it."""

    creator: int
    copy: Mapping[str, Any]
    verdict: Verdict | None  # None: nothing was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Somebody else whom a client would rather see."""

    id: int
    who: str
    reason: str
    reviewer: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A link to a frozen copy of a shortlist, with what was answered."""

    id: int
    shortlist: int
    label: str
    title: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    entries: tuple[SharedEntry, ...]
    recommendations: tuple[Recommendation, ...]


def tell_state(share: Share, now: datetime) -> str:
    """Return "open", "expired" or "revoked"."""
    if share.revoked_at is not None:
        return "revoked"
    return "open" if now < share.expires_at else "expired"
