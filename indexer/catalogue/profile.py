"""One creator with everything that is known about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from indexer.catalogue.lists import list_ids
from indexer.catalogue.nouns import POST_COLUMNS, Belongings, make_creator, make_post
from indexer.catalogue.tables import CreatorRow, FeeRow, HistoryRow, ImportRow, PostRow, StatisticRow, Table
from matcher.domain import Creator, Fee, Observation, Source, Statistic
from matcher.errors import CreatorNotFound

Rows = Sequence[Mapping[Any, Any]]


def read_profile(connection: Connection, creator_id: int) -> Creator:
    """Return a creator: posts newest first (undated last, ties by id), history oldest first.

    Raises:
        CreatorNotFound: no creator has that id.
    """
    found = connection.execute(select(CreatorRow.__table__).where(CreatorRow.id == creator_id)).mappings().first()
    if found is None:
        raise CreatorNotFound(f"No creator has the id {creator_id}.", "Search again; ids are in every answer.")
    statistics = _read_rows(connection, StatisticRow, creator_id)
    sources = _read_sources(connection, {*found["sources"].values(), *(row["import_id"] for row in statistics)})
    return make_creator(
        found,
        Belongings(
            posts=tuple(make_post(row) for row in _read_posts(connection, creator_id)),
            history=tuple(
                Observation(date=row["date"], followers=row["followers"], views=row["views"])
                for row in _read_rows(connection, HistoryRow, creator_id)
            ),
            fees=tuple(
                Fee(amount=row["amount"], currency=row["currency"], deliverable=row["deliverable"])
                for row in _read_rows(connection, FeeRow, creator_id)
            ),
            statistics=_make_statistics(statistics, sources),
            sources={name: sources[id_] for name, id_ in sorted(found["sources"].items())},
        ),
    )


def _make_statistics(rows: Rows, sources: Mapping[int, Source]) -> tuple[Statistic, ...]:
    return tuple(
        Statistic(name=row["name"], statistic=row["statistic"], value=row["value"], source=sources[row["import_id"]])
        for row in rows
    )


def _read_posts(connection: Connection, creator_id: int) -> Rows:
    newest = (PostRow.published_at.desc().nulls_last(), PostRow.id)
    query = select(*POST_COLUMNS).where(PostRow.creator_id == creator_id).order_by(*newest)
    return connection.execute(query).mappings().all()


def _read_rows(connection: Connection, table: type[Table], creator_id: int) -> Rows:
    of_creator = table.__table__.c.creator_id == creator_id
    query = select(table.__table__).where(of_creator).order_by(*table.__table__.primary_key)
    return connection.execute(query).mappings().all()


def _read_sources(connection: Connection, ids: set[int]) -> dict[int, Source]:
    query = select(ImportRow.id, ImportRow.name, ImportRow.observed_at)
    rows = connection.execute(query.where(ImportRow.id.in_(list_ids(connection, ids))))
    return {id_: Source(name=name, observed_at=observed) for id_, name, observed in rows}
