"""Remembers how the columns of a table were read, for the next table with the same header."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from indexer.catalogue.job_tables import MappingRow
from indexer.catalogue.transactions import reading, writing
from indexer.importers.headers import digest_header, make_plain
from indexer.importers.layouts import FIELDS, Layout


def remember_mapping(engine: Engine, names: Sequence[str], layout: Layout, now: datetime) -> None:
    """Keep which field each column fills, by the column's name."""
    header = digest_header(names)
    by_name = {make_plain(name): field for name, field in zip(names, layout.fields, strict=True)}
    row = {"header": header, "columns": {"fields": by_name, "platform": layout.platform}, "used_at": now}
    with writing(engine) as connection:
        connection.execute(delete(MappingRow).where(MappingRow.header == header))
        connection.execute(insert(MappingRow), [row])


def find_mapping(engine: Engine, names: Sequence[str]) -> Layout | None:
    """Return how a table with these columns, in any order, was read last; its encoding is not remembered."""
    query = select(MappingRow.columns).where(MappingRow.header == digest_header(names))
    with reading(engine) as connection:
        found = connection.execute(query).scalar_one_or_none()
    if found is None:
        return None
    fields = [found["fields"].get(make_plain(name)) for name in names]
    known = tuple(field if field in FIELDS else None for field in fields)
    return Layout(encoding="", delimiter="", fields=known, platform=found["platform"])
