"""Writes posts: merged by creator and external_id, never deleted."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from indexer.catalogue.drafts import Columns
from indexer.catalogue.lists import list_pairs
from indexer.catalogue.merging import BLANK_POST, TEXTS, Row, apply_changes, find_changes
from indexer.catalogue.tables import PostRow

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
    _save(connection, inserts, updates)
    return touched


def _load_stored(connection: Connection, keys: Sequence[PostKey]) -> dict[PostKey, Row]:
    wanted, table = list_pairs(connection, keys), PostRow.__table__
    query = select(table).join(
        wanted, (PostRow.creator_id == wanted.c.first) & (PostRow.external_id == wanted.c.second)
    )
    rows = connection.execute(query).mappings()
    return {(row["creator_id"], row["external_id"]): dict(row) for row in rows}


def _save(connection: Connection, inserts: Sequence[Row], updates: Sequence[Row]) -> None:
    if inserts:
        connection.execute(insert(PostRow), inserts)
    if updates:
        change = update(PostRow).where(PostRow.id == bindparam("row_id"))
        left_out = {"id", "creator_id", "external_id"}
        connection.execute(
            change,
            [{"row_id": row["id"]} | {k: v for k, v in row.items() if k not in left_out} for row in updates],
        )
