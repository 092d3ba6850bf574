"""What clients say about a shared shortlist; it can be changed for as long as the link is open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from indexer.catalogue.shortlists.errors import EntryNotFound, ShortlistFull
from indexer.catalogue.shortlists.shares import open_share
from indexer.catalogue.shortlists.tables import RecommendationRow, SharedEntryRow

ACCEPTED, REJECTED = "accepted", "rejected"
MOST_RECOMMENDATIONS = 50  # under one link


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a client says about one creator."""

    verdict: str | None  # ACCEPTED, REJECTED; None: what was said before is taken back
    reason: str = ""
    reviewer: str = ""  # as they call themselves; empty: no name was given


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecommendation:
    """Somebody else whom a client would rather see."""

    who: str  # a name or an address
    reason: str = ""
    reviewer: str = ""


def give_review(connection: Connection, secret: str, creator: int, review: Review, now: datetime) -> None:
    """Keep what a client says about a creator, in place of what was said before.

    Raises:
        ShareNotFound: the link is not open.
        EntryNotFound: the creator is not under this link.
    """
    share = open_share(connection, secret, now)
    own = (SharedEntryRow.share_id == share.id) & (SharedEntryRow.creator_id == creator)
    said = {"verdict": review.verdict, "reason": review.reason, "reviewer": review.reviewer, "reviewed_at": now}
    silent = {"verdict": None, "reason": "", "reviewer": "", "reviewed_at": None}
    change = update(SharedEntryRow).where(own).values(**(silent if review.verdict is None else said))
    if connection.execute(change).rowcount == 0:
        raise EntryNotFound


def recommend(connection: Connection, secret: str, new: NewRecommendation, now: datetime) -> None:
    """Keep whom a client would rather see.

    Raises:
        ShareNotFound: the link is not open.
        ShortlistFull: fifty were recommended already.
    """
    share = open_share(connection, secret, now)
    query = select(func.count()).select_from(RecommendationRow).where(RecommendationRow.share_id == share.id)
    if (connection.scalar(query) or 0) >= MOST_RECOMMENDATIONS:
        raise ShortlistFull(f"{MOST_RECOMMENDATIONS} were recommended already.", "Take one of them back first.")
    row = {"who": new.who, "reason": new.reason, "reviewer": new.reviewer, "made_at": now}
    connection.execute(insert(RecommendationRow).values(share_id=share.id, **row))


def take_back(connection: Connection, secret: str, recommendation: int, now: datetime) -> None:
    """Drop a recommendation; one that is gone stays so.

    Raises:
        ShareNotFound: the link is not open.
    """
    share = open_share(connection, secret, now)
    own = (RecommendationRow.share_id == share.id) & (RecommendationRow.id == recommendation)
    connection.execute(delete(RecommendationRow).where(own))
