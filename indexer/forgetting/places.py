"""Everything beside the catalogue's own tables of creators that can hold a creator: whoever adds one, adds it here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete

from indexer.catalogue.kept_answers import KeptAnswerRow
from indexer.catalogue.shortlists.forgetting import forget_in_lists, tell_lists_of


@dataclass(frozen=True, slots=True)
class Place:
    """Tables of one kind; both functions get a connection and the creator's id."""

    tell: Callable[[Connection, int], Mapping[str, Any]]
    forget: Callable[[Connection, int], Mapping[str, int]]  # run in the transaction that erases the creator


def _forget_answers(connection: Connection, _creator: int) -> dict[str, int]:
    """Drop all answers kept for programs that ask again: they may quote anybody, and last a day at most."""
    return {"kept_answers": connection.execute(delete(KeptAnswerRow)).rowcount}


PLACES = (
    Place(tell=tell_lists_of, forget=forget_in_lists),
    Place(tell=lambda _connection, _creator: {}, forget=_forget_answers),
)
