"""Which creators changed since a revision, or wait for their tags: what a build of the index has to read."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Engine, func, or_, select, true

from indexer.catalogue.pages import choose_ids, read_creators
from indexer.catalogue.tables import CreatorRow
from indexer.catalogue.transactions import reading
from matcher.domain import Creator

Ids = npt.NDArray[np.int64]  # ascending


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The creators that a build reads."""

    since: int | None  # the catalogue's revision after which they changed; None: all creators
    tagger: str  # those that it has not tagged are changed, too

    def condition(self) -> ColumnElement[bool]:
        """Return what holds of them in the database."""
        if self.since is None:
            return true()
        return or_(CreatorRow.revision > self.since, CreatorRow.tagger.is_distinct_from(self.tagger))


def list_changed(engine: Engine, changed: Changed) -> Ids:
    """Return their ids."""
    with reading(engine) as connection:
        query = select(CreatorRow.id).where(changed.condition()).order_by(CreatorRow.id)
        return np.fromiter(connection.scalars(query), dtype=np.int64)


def list_pages(engine: Engine, changed: Changed, size: int = 100) -> Iterator[set[int]]:
    """Give their ids in ascending parts of at most `size`, smaller where creators have many posts."""
    after = 0
    while ids := _list_page(engine, changed, after, size):
        yield ids
        after = max(ids)


def _list_page(engine: Engine, changed: Changed, after: int, size: int) -> set[int]:
    with reading(engine) as connection:
        return choose_ids(connection, (CreatorRow.id > after) & changed.condition(), size)


def load(engine: Engine, ids: set[int]) -> list[Creator]:
    """Return creators that still exist, by ascending id, with all their posts."""
    with reading(engine) as connection:
        return read_creators(connection, ids)


def find_deleted(engine: Engine, indexed: Ids, changed: Changed, ids: Ids) -> Ids:
    """Return which indexed creators the catalogue no longer holds.

    Args:
        engine: the catalogue's.
        indexed: ids that were in the catalogue once.
        changed: what counts as changed since then.
        ids: of those that changed.
    """
    unchanged = np.setdiff1d(indexed, ids, assume_unique=True)
    with reading(engine) as connection:
        counted = connection.scalar(select(func.count()).select_from(CreatorRow).where(~changed.condition()))
        if counted == len(unchanged):  # whoever did not change since was indexed, so nobody is missing
            return np.zeros(0, dtype=np.int64)
        present = np.fromiter(connection.scalars(select(CreatorRow.id)), dtype=np.int64)
    return np.setdiff1d(indexed, present, assume_unique=True)
