"""Lists handed to the database as one parameter, however long: engines bound the number of parameters."""

import json
from collections.abc import Collection, Iterable

from sqlalchemy import JSON, BigInteger, Connection, Select, String, Subquery, cast, func, literal, select


def list_ids(connection: Connection, ids: Collection[int]) -> Select[tuple[int]]:
    """Return a query that gives the ids, for `column.in_(...)`."""
    text = literal(json.dumps(sorted(ids)), String)
    if connection.dialect.name == "sqlite":
        return select(func.json_each(text).table_valued("value").c.value)
    return select(cast(func.json_array_elements_text(cast(text, JSON)).table_valued("value").c.value, BigInteger))


def list_pairs(connection: Connection, pairs: Iterable[tuple[int | str, str]]) -> Subquery:
    """Return a table with the columns `first` (of the pairs' own type) and `second`, to join with."""
    rows = list(pairs)
    text = literal(json.dumps(rows), String)
    if connection.dialect.name == "sqlite":
        item = func.json_each(text).table_valued("value").c.value
        return select(
            func.json_extract(item, "$[0]").label("first"), func.json_extract(item, "$[1]").label("second")
        ).subquery()
    value = func.json_array_elements(cast(text, JSON)).table_valued("value").c.value
    first = value.op("->>")(0)
    whole = bool(rows) and isinstance(rows[0][0], int)
    return select(
        (cast(first, BigInteger) if whole else first).label("first"), value.op("->>")(1).label("second")
    ).subquery()
