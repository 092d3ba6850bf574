"""Writes posts: merged by creator and external_id, never deleted."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from indexer.catalogue.drafts import Columns
from indexer.catalogue.lists import list_pairs
from indexer.catalogue.merging import BLANK_POST, TEXTS, Row, apply_changes, find_changes
from indexer.catalogue.tables import PostRow
from indexer.catalogue.updates import update_rows

PostKey = tuple[int, str]  # creator's id, external_id


def write_posts(connection: Connection, posts: Mapping[int, Mapping[str, Columns]], import_id: int) -> dict[int, bool]:
    """Write posts by creator and external_id.

    Returns:
        The creators with a new or changed post; True where a text, and not only a number, is new or changed.
    """
    said = {(creator, name): columns for creator, named in posts.items() for name, columns in named.items()}
    stored = _load_stored(connection, list(said)) if said else {}
    inserts: list[Row] = []
    updates: list[Row] = []
    touched: dict[int, bool] = {}
    for key, columns in said.items():
        before = stored.get(key, BLANK_POST)
        changes = find_changes(before, columns)
        if key in stored and not changes:
            continue
        row = apply_changes(before, columns, changes, import_id)
        (updates if key in stored else inserts).append({**row, "creator_id": key[0], "external_id": key[1]})
        touched[key[0]] = touched.get(key[0], False) or bool(changes & TEXTS)
    if inserts:
        connection.execute(insert(PostRow), inserts)
    update_rows(connection, PostRow, updates)
    return touched


def _load_stored(connection: Connection, keys: Sequence[PostKey]) -> dict[PostKey, Row]:
    wanted, table = list_pairs(connection, keys), PostRow.__table__
    query = select(table).join(
        wanted, (PostRow.creator_id == wanted.c.first) & (PostRow.external_id == wanted.c.second)
    )
    rows = connection.execute(query).mappings()
    return {(row["creator_id"], row["external_id"]): dict(row) for row in rows}
