"""What the page of one shortlist shows: the list, its creators, its links and what clients answered."""

from dataclasses import dataclass
from datetime import datetime

from indexer.catalogue.shortlists.nouns import Share, Shortlist, Verdict, tell_state
from indexer.catalogue.shortlists.reading import read_shortlist
from indexer.catalogue.shortlists.shares import list_shares
from web.shortlists.portrait import Portrait
from web.shortlists.store import draw_portraits, read_lists, tell_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a client said about a creator, and under which link."""

    share: Share
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One shortlist with all that belongs to it."""

    shortlist: Shortlist
    portraits: dict[int, Portrait]  # by creator id
    shares: tuple[Share, ...]  # the newest first
    now: datetime

    def find_answers(self, creator: int) -> list[Answered]:
        """Return what clients said about a creator, the newest link first."""
        return [
            Answered(share=share, verdict=entry.verdict)
            for share in self.shares
            for entry in share.entries
            if entry.creator == creator and entry.verdict is not None
        ]

    def state_of(self, share: Share) -> str:
        """Return "open", "expired" or "revoked"."""
        return tell_state(share, self.now)


def read_board(id: int) -> Board:
    """Return a shortlist with all that belongs to it.

    Raises:
        ShortlistNotFound: there is no such list.
    """
    with read_lists() as connection:
        shortlist = read_shortlist(connection, id)
        return Board(
            shortlist=shortlist,
            portraits=draw_portraits(shortlist.entries),
            shares=tuple(list_shares(connection, id)),
            now=tell_moment(),
        )


def count_verdicts(share: Share) -> dict[str, int]:
    """Return how many creators of a share were accepted, rejected, and not spoken of."""
    kinds = [entry.verdict.kind if entry.verdict else "open" for entry in share.entries]
    return {kind: kinds.count(kind) for kind in ("accepted", "rejected", "open")}
