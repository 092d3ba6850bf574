"""Writes rows that changed."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, update

from indexer.catalogue.merging import Row
from indexer.catalogue.tables import CreatorRow, PostRow


def update_rows(connection: Connection, table: type[CreatorRow | PostRow], rows: Sequence[Row]) -> None:
    """Write complete rows over those with their ids; one statement for all."""
    if rows:
        change = update(table).where(table.id == bindparam("row_id"))
        connection.execute(
            change, [{"row_id": row["id"]} | {name: row[name] for name in row.keys() - {"id"}} for row in rows]
        )
