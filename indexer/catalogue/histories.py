"""Loads the dated counts of creators that a build reads."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Engine, select

from indexer.catalogue.lists import list_ids
from indexer.catalogue.tables import HistoryRow
from indexer.catalogue.transactions import reading
from matcher.domain import Creator, Observation


def load_histories(engine: Engine, creators: Sequence[Creator]) -> list[Creator]:
    """Return the creators with their dated counts, oldest first; one statement."""
    found: dict[int, list[Observation]] = {creator.id: [] for creator in creators}
    columns = (HistoryRow.creator_id, HistoryRow.date, HistoryRow.followers, HistoryRow.views)
    with reading(engine) as connection:
        among = HistoryRow.creator_id.in_(list_ids(connection, set(found)))
        for id, day, followers, views in connection.execute(select(*columns).where(among).order_by(*columns[:2])):
            found[id].append(Observation(date=day, followers=followers, views=views))
    return [replace(creator, history=tuple(found[creator.id])) for creator in creators]
