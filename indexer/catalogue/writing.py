"""Writes a batch of drafts: an upsert by platform and external_id that deletes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from indexer.catalogue.drafts import Draft, Key
from indexer.catalogue.lists import list_pairs
from indexer.catalogue.merging import BLANK_CREATOR, TEXTS, Row, apply_changes, find_changes
from indexer.catalogue.parts import write_fees, write_history, write_statistics
from indexer.catalogue.posts import write_posts
from indexer.catalogue.tables import CreatorRow, RevisionRow
from indexer.catalogue.updates import update_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a batch did to each creator it names."""

    new: frozenset[Key] = frozenset()
    changed: frozenset[Key] = frozenset()
    unchanged: frozenset[Key] = frozenset()


def find_missing(connection: Connection, drafts: Sequence[Draft]) -> frozenset[Key]:
    """Return the keys of drafts that must exist, but have no creator."""
    wanted = [draft.key for draft in drafts if draft.must_exist]
    return frozenset(wanted) - _load_stored(connection, wanted).keys() if wanted else frozenset()


def write_batch(connection: Connection, drafts: Sequence[Draft], import_id: int) -> Written:
    """Write drafts of different creators in a number of statements that does not depend on theirs.

    Every creator that is new or changed in any of its own columns, posts, history, fees or statistics gets
    the catalogue's next revision; when one of its texts changed, it is to be tagged again.

    Args:
        connection: one that writes, see `indexer.catalogue.transactions.writing`.
        drafts: no two of one creator, see `merge_drafts`; those that must exist do.
        import_id: the source of whatever changes.
    """
    stored = _load_stored(connection, [draft.key for draft in drafts])
    revision = 1 + (connection.scalar(select(RevisionRow.number)) or 0)
    fresh = [draft for draft in drafts if draft.key not in stored]
    ids = {key: row["id"] for key, row in stored.items()} | _insert(connection, fresh, import_id, revision)
    by_id = {ids[draft.key]: draft for draft in drafts}
    touched = _write_belongings(connection, by_id, import_id)
    updates = {}
    for key, row in stored.items():
        if (new_row := _update(row, by_id[row["id"]], touched, import_id)) is not None:
            updates[key] = {**new_row, "revision": revision}
    update_rows(connection, CreatorRow, list(updates.values()))
    if fresh or updates:
        connection.execute(update(RevisionRow).values(number=revision))
    return Written(
        new=frozenset(draft.key for draft in fresh),
        changed=frozenset(updates),
        unchanged=frozenset(stored) - updates.keys(),
    )


def _load_stored(connection: Connection, keys: Sequence[Key]) -> dict[Key, Row]:
    wanted, table = list_pairs(connection, keys), CreatorRow.__table__
    query = select(table).join(
        wanted, (CreatorRow.platform == wanted.c.first) & (CreatorRow.external_id == wanted.c.second)
    )
    rows = connection.execute(query).mappings()
    return {(row["platform"], row["external_id"]): dict(row) for row in rows}


def _insert(connection: Connection, drafts: Sequence[Draft], import_id: int, revision: int) -> dict[Key, int]:
    if not drafts:
        return {}
    rows = []
    for draft in drafts:
        changes = find_changes(BLANK_CREATOR, draft.columns)
        row = apply_changes(BLANK_CREATOR, draft.columns, changes, import_id)
        key = {"platform": draft.platform, "external_id": draft.external_id, "revision": revision}
        rows.append({**row, **key})
    made = insert(CreatorRow).returning(CreatorRow.id, CreatorRow.platform, CreatorRow.external_id)
    return {(platform, name): id_ for id_, platform, name in connection.execute(made, rows)}


def _write_belongings(connection: Connection, drafts: Mapping[int, Draft], import_id: int) -> dict[int, bool]:
    """Write what belongs to creators; return those it changed, with whether a text changed."""
    texts = write_posts(connection, {id_: draft.posts for id_, draft in drafts.items()}, import_id)
    others: set[int] = set()
    for write in (write_history, write_fees, write_statistics):
        others |= write(connection, drafts, import_id)
    return dict.fromkeys(others, False) | texts


def _update(row: Row, draft: Draft, touched: Mapping[int, bool], import_id: int) -> Row | None:
    changes = find_changes(row, draft.columns)
    if not changes and row["id"] not in touched:
        return None
    retag = bool(changes & TEXTS) or touched.get(row["id"], False)
    return {
        **apply_changes(row, draft.columns, changes, import_id),
        "tagger": None if retag else row["tagger"],
    }
