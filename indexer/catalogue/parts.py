"""Writes a creator's dated counts, fees and statistics: merged by their keys, never deleted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, true, update

from indexer.catalogue.drafts import Columns, Draft
from indexer.catalogue.lists import list_ids
from indexer.catalogue.tables import FeeRow, HistoryRow, StatisticRow, Table

PartKey = tuple[Any, ...]  # the creator's id and what tells its rows apart, as in the table's primary key


def write_history(connection: Connection, drafts: Mapping[int, Draft], import_id: int) -> set[int]:
    """Write dated counts; return the creators for whom something changed."""
    said = {(id_, day): columns for id_, draft in drafts.items() for day, columns in draft.history.items()}
    days = {day for _, day in said}
    among = HistoryRow.date.between(min(days), max(days)) if days else true()  # years may be stored
    return _write(connection, HistoryRow, said, among, import_id)


def write_fees(connection: Connection, drafts: Mapping[int, Draft], import_id: int) -> set[int]:
    """Write fees; return the creators for whom something changed."""
    said = {(id_, *key): {"amount": amount} for id_, draft in drafts.items() for key, amount in draft.fees.items()}
    return _write(connection, FeeRow, said, true(), import_id)


def write_statistics(connection: Connection, drafts: Mapping[int, Draft], import_id: int) -> set[int]:
    """Write statistics; return the creators for whom something changed."""
    said = {(id_, *key): {"value": value} for id_, draft in drafts.items() for key, value in draft.statistics.items()}
    return _write(connection, StatisticRow, said, true(), import_id)


def _write(
    connection: Connection,
    table: type[Table],
    said: Mapping[PartKey, Columns],
    among: ColumnElement[bool],
    import_id: int,
) -> set[int]:
    """Write rows by primary key; `among` may leave out stored rows that nothing is said about."""
    if not said:
        return set()
    keys = [column.key for column in table.__table__.primary_key]
    creators = table.__table__.c.creator_id.in_(list_ids(connection, {key[0] for key in said}))
    rows = connection.execute(select(table.__table__).where(creators, among)).mappings()
    stored = {tuple(row[name] for name in keys): dict(row) for row in rows}
    blank = {column.key: None for column in table.__table__.columns}
    inserts, updates = [], []
    for key, columns in said.items():
        row = {
            **stored.get(key, blank),
            **columns,
            **dict(zip(keys, key, strict=True)),
            "import_id": import_id,
        }
        if key not in stored:
            inserts.append(row)
        elif any(stored[key][name] != value for name, value in columns.items()):
            updates.append(row)
    _save(connection, table, inserts, updates)
    return {row["creator_id"] for row in (*inserts, *updates)}


def _save(
    connection: Connection, table: type[Table], inserts: list[dict[str, Any]], updates: list[dict[str, Any]]
) -> None:
    if inserts:
        connection.execute(insert(table), inserts)
    if updates:
        keys = [column.key for column in table.__table__.primary_key]
        change = update(table).where(*(table.__table__.c[name] == bindparam(f"key_{name}") for name in keys))
        connection.execute(
            change,
            [
                {f"key_{name}": row[name] for name in keys} | {k: v for k, v in row.items() if k not in keys}
                for row in updates
            ],
        )
