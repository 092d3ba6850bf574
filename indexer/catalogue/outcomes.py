"""Reads how creators' last posts did and what they charge: what forecasts are made from."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, cast, func, null, select, union_all

from indexer.catalogue.lists import list_ids
from indexer.catalogue.tables import FeeRow, PostRow, StatisticRow
from matcher.forecast.nouns import Charge, Outcome, Record

LATEST = 30  # posts of a creator
COUNTS = ("views", "likes", "comments", "shares", "saves")
SHOWN = ("likes", "comments")  # without one of these nobody can say how many engaged


def read_records(connection: Connection, creators: Collection[int]) -> dict[int, Record]:
    """Return what is known of each creator that has posts with counts, a median of views or a fee; one statement.

    A median of views that a source had summarised stands for one post without a date.
    """
    outcomes: dict[int, list[Outcome]] = {}
    charges: dict[int, list[Charge]] = {}
    for row in connection.execute(_ask(list_ids(connection, set(creators)))).mappings():
        if row["deliverable"] is None:
            outcomes.setdefault(row["creator_id"], []).append(_make_outcome(row))
        else:
            charge = Charge(amount=row["amount"], currency=row["currency"], deliverable=row["deliverable"])
            charges.setdefault(row["creator_id"], []).append(charge)
    return {
        id: Record(outcomes=tuple(outcomes.get(id, ())), charges=tuple(charges.get(id, ())))
        for id in outcomes.keys() | charges.keys()
    }


def _ask(ids: Select[tuple[int]]) -> CompoundSelect[Any]:
    posts, fees, statistics = PostRow.__table__.c, FeeRow.__table__.c, StatisticRow.__table__.c
    newest = (posts.published_at.desc().nulls_last(), posts.id.desc())
    place = func.row_number().over(partition_by=posts.creator_id, order_by=newest).label("place")
    last = (
        select(posts.creator_id, posts.published_at, *(posts[name] for name in COUNTS), place)
        .where(posts.creator_id.in_(ids))
        .subquery()
    )
    of_fees = [fees.amount, fees.currency, fees.deliverable]
    no_date, no_count = cast(null(), posts.published_at.type), cast(null(), posts.views.type)
    usual_views = cast(statistics.value, posts.views.type)
    no_fee = [cast(null(), column.type).label(column.name) for column in of_fees]
    return union_all(
        select(last.c.creator_id, last.c.published_at, *(last.c[name] for name in COUNTS), *no_fee).where(
            last.c.place <= LATEST
        ),
        select(fees.creator_id, no_date, *(no_count for _ in COUNTS), *of_fees).where(fees.creator_id.in_(ids)),
        select(statistics.creator_id, no_date, usual_views, *(no_count for _ in COUNTS[1:]), *no_fee).where(
            statistics.creator_id.in_(ids), statistics.name == "views", statistics.statistic == "median"
        ),
    )


def _make_outcome(row: Mapping[Any, Any]) -> Outcome:
    hidden = any(row[name] is None for name in SHOWN)
    engagements = None if hidden else sum(row[name] or 0 for name in COUNTS[1:])
    return Outcome(published_at=row["published_at"], views=row["views"], engagements=engagements)
