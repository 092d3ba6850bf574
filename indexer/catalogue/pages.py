"""Pages of creators with all their posts, small enough to hold."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select

from indexer.catalogue.lists import list_ids
from indexer.catalogue.nouns import CREATOR_COLUMNS, POST_COLUMNS, Belongings, group_posts, make_creator
from indexer.catalogue.tables import CreatorRow, PostRow
from matcher.domain import Creator

MOST_POSTS = 20_000  # of one page, unless a single creator has more


def read_page(connection: Connection, among: ColumnElement[bool], size: int) -> list[Creator]:
    """Return at most `size` of the creators that `among` allows, by ascending id, posts by ascending id."""
    return read_creators(connection, choose_ids(connection, among, size))


def read_creators(connection: Connection, ids: Collection[int]) -> list[Creator]:
    """Return creators that still exist, by ascending id, with all their posts by ascending id."""
    if not ids:
        return []
    listed = list_ids(connection, ids)
    creators = select(*CREATOR_COLUMNS).where(CreatorRow.id.in_(listed)).order_by(CreatorRow.id)
    posts = select(*POST_COLUMNS).where(PostRow.creator_id.in_(listed)).order_by(PostRow.id)
    grouped = group_posts(connection.execute(posts).mappings())
    rows = connection.execute(creators).mappings()
    return [make_creator(row, Belongings(posts=grouped.get(row["id"], ()))) for row in rows]


def choose_ids(connection: Connection, among: ColumnElement[bool], size: int) -> set[int]:
    """Return the smallest ids that `among` allows: at most `size`, fewer where creators have many posts."""
    own = PostRow.creator_id == CreatorRow.id
    posts = select(func.count()).select_from(PostRow).where(own).correlate(CreatorRow).scalar_subquery()
    query = select(CreatorRow.id, posts).where(among).order_by(CreatorRow.id).limit(size)
    chosen, held = set[int](), 0
    for creator, count in connection.execute(query):
        held += count
        if chosen and held > MOST_POSTS:
            break
        chosen.add(creator)
    return chosen
