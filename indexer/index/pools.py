"""What the catalogue's creators teach forecasts about each other, measured with a base and kept in its manifest."""

from dataclasses import asdict
from datetime import datetime

import numpy as np
from sqlalchemy import Engine, func, select

from indexer.catalogue.nouns import CREATOR_COLUMNS, Belongings, make_creator
from indexer.catalogue.outcomes import read_records
from indexer.catalogue.tables import CreatorRow
from indexer.catalogue.transactions import reading
from indexer.index.manifest import PoolFacts
from matcher.forecast.outlook import FORMULAS, collect, list_labels
from matcher.forecast.peers import Peers
from matcher.forecast.pool import Pool, fit_pool
from matcher.forecast.showings import Showings
from matcher.forecast.spread import Spread

SAMPLE = 1_000  # creators that are asked, spread evenly over all
DIGITS = 4


def measure_pools(engine: Engine, now: datetime) -> dict[str, PoolFacts]:
    """Return a pool for each kind of count that anybody shows."""
    with reading(engine) as connection:
        highest = connection.scalar(select(func.max(CreatorRow.id))) or 0
        count = connection.scalar(select(func.count()).select_from(CreatorRow)) or 0
        step = max(1, -(-count // SAMPLE))
        asked = select(*CREATOR_COLUMNS).where(CreatorRow.id % step == highest % step).order_by(CreatorRow.id)
        creators = [make_creator(row, Belongings()) for row in connection.execute(asked).mappings()]
        records = read_records(connection, [creator.id for creator in creators])
    labels = {creator.id: list_labels(creator) for creator in creators}
    pools = {}
    for name in FORMULAS:
        parts = [
            collect(name, records[one.id].outcomes, one.followers, now, one.id) for one in creators if one.id in records
        ]
        if parts and (pool := fit_pool(_join(parts), labels)) is not None:
            pools[name] = _write(pool)
    return pools


def read_pool(facts: PoolFacts) -> Pool:
    """Return the pool that a manifest holds."""
    return Pool(
        peers=Peers(**facts.peers),
        labels=facts.labels,
        noise=facts.noise,
        errors=Spread(errors=np.array(facts.errors), measured=facts.measured),
        creators=facts.creators,
    )


def _write(pool: Pool) -> PoolFacts:
    """Round what is kept, and leave out labels that say nothing."""
    return PoolFacts(
        peers=asdict(pool.peers),
        labels={label: round(effect, DIGITS) for label, effect in sorted(pool.labels.items())},
        noise=pool.noise,
        errors=tuple(round(error, DIGITS) for error in pool.errors.errors.tolist()),
        measured=pool.errors.measured,
        creators=pool.creators,
    )


def _join(parts: list[Showings]) -> Showings:
    columns = ("creators", "days", "topics", "sizes", "counts")
    return Showings(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in columns})
