"""Reads creators back out of the catalogue."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, func, select

from indexer.catalogue.lists import list_ids
from indexer.catalogue.nouns import CREATOR_COLUMNS, POST_COLUMNS, Belongings, group_posts, make_creator
from indexer.catalogue.outcomes import read_records
from indexer.catalogue.pages import read_page
from indexer.catalogue.profile import read_profile
from indexer.catalogue.tables import CreatorRow, PostRow, RevisionRow
from indexer.catalogue.transactions import reading
from matcher.domain import Creator
from matcher.forecast.nouns import Record


class CatalogueReader:
    """Reads one catalogue; safe to share between threads.

    Every method raises an `EnmusubiError` that names the cure when the database cannot answer.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def load(self, creators: Sequence[int], posts: Sequence[int]) -> dict[int, Creator]:
        """Return the creators that still exist by id, each with those of `posts` that are its own.

        Two statements whatever the number of ids; posts by ascending id. History, fees, statistics and
        sources are left empty: `find` has them.
        """
        with reading(self.engine) as connection:
            return _load(connection, creators, posts)

    def load_with_records(
        self, creators: Sequence[int], posts: Sequence[int]
    ) -> tuple[dict[int, Creator], dict[int, Record]]:
        """Return what `load` does, and how their last posts did and what they charge; three statements."""
        with reading(self.engine) as connection:
            return _load(connection, creators, posts), read_records(connection, creators)

    def find(self, creator_id: int) -> Creator:
        """Return a creator with all that is known: posts newest first, history oldest first, fees, sources.

        Raises:
            CreatorNotFound: no creator has that id.
        """
        with reading(self.engine) as connection:
            return read_profile(connection, creator_id)

    def records(self, creators: Sequence[int]) -> dict[int, Record]:
        """Return how creators' last posts did and what they charge, by id; one statement."""
        with reading(self.engine) as connection:
            return read_records(connection, creators)

    def stream(self, after: int = 0, batch: int = 500) -> Iterator[list[Creator]]:
        """Give all creators with an id above `after`, each with all its posts, both by ascending id.

        At most `batch` creators at a time, fewer where they have many posts, so that memory stays bounded.
        A creator that changes meanwhile has a higher revision afterwards.
        """
        while page := self._read_page(after, batch):
            yield page
            after = page[-1].id

    def _read_page(self, after: int, batch: int) -> list[Creator]:
        with reading(self.engine) as connection:
            return read_page(connection, CreatorRow.id > after, batch)

    def revision(self) -> int:
        """Return how many batches changed the catalogue so far."""
        with reading(self.engine) as connection:
            return connection.scalar(select(RevisionRow.number)) or 0

    def counts(self) -> dict[str, int]:
        """Return how many creators and posts there are."""
        with reading(self.engine) as connection:
            return {"creators": _count(connection, CreatorRow), "posts": _count(connection, PostRow)}


def _load(connection: Connection, creators: Sequence[int], posts: Sequence[int]) -> dict[int, Creator]:
    wanted = CreatorRow.id.in_(list_ids(connection, set(creators)))
    rows = connection.execute(select(*CREATOR_COLUMNS).where(wanted)).mappings().all()
    own = PostRow.id.in_(list_ids(connection, set(posts)))
    query = select(*POST_COLUMNS).where(own).order_by(PostRow.id)
    grouped = group_posts(connection.execute(query).mappings()) if posts else {}
    return {row["id"]: make_creator(row, Belongings(posts=grouped.get(row["id"], ()))) for row in rows}


def _count(connection: Connection, table: type[CreatorRow] | type[PostRow]) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
