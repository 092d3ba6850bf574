"""A creator's forecast: what one planned post is expected to bring, and what a unit of it costs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from math import exp, log

import numpy as np

from matcher.domain import Creator
from matcher.forecast.nouns import LEVEL, Figure, Forecast, Outcome, Record
from matcher.forecast.pool import CROWD, Pool, tell
from matcher.forecast.prices import price
from matcher.forecast.showings import UNKNOWN, Showings

FORMULAS = {
    "views": "views of one post",
    "engagements": "likes + comments + shares + saves of one post, as far as the platform shows them",
}
MANY = 5  # own posts from which on peers hardly matter
RIPE = timedelta(days=3)  # younger posts are still gathering views
UNDATED = timedelta(days=90)  # how old a post without a date is taken to be
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WIDEST = 100.0  # times the lower end: an interval that is wider tells nothing
TAGS = 5  # of a creator that are looked at


def forecast(creator: Creator, record: Record, pools: Mapping[str, Pool], now: datetime) -> Forecast:
    """Tell what a post planned for `now` is expected to bring.

    Args:
        creator: who posts.
        record: how its posts did.
        pools: by "views" and "engagements"; one may be missing.
        now: in UTC; posts later than that or hardly older are not looked at.
    """
    figures = {name: _tell_figure(name, creator, record, pool, now) for name, pool in pools.items()}
    views, engagements = figures.get("views"), figures.get("engagements")
    return Forecast(
        day=now.date(), views=views, engagements=engagements, prices=price(record.charges, views, engagements)
    )


def collect(name: str, outcomes: Sequence[Outcome], size: int | None, now: datetime, creator: int = 0) -> Showings:
    """Return one creator's counts of one kind as columns, oldest first; no count at all counts as one.

    `name` is "views" or "engagements"; posts that do not show it, or are not ripe, are left out.
    """
    found = sorted(
        (_count_days(outcome.published_at or now - UNDATED), log(max(count, 1.0)))
        for outcome in outcomes
        if (count := getattr(outcome, name)) is not None
        and (outcome.published_at is None or outcome.published_at <= now - RIPE)
    )
    return _columns(creator, [day for day, _ in found], size, [count for _, count in found])


def list_labels(creator: Creator) -> tuple[str, ...]:
    """Return what a creator shares with peers: platform, first language, tags."""
    languages = [f"language:{code}" for code in creator.languages[:1]]
    tags = [f"tag:{tag.casefold()}" for tag in creator.tags[:TAGS]]
    return (f"platform:{creator.platform}", *languages, *dict.fromkeys(tags))


def _tell_figure(name: str, creator: Creator, record: Record, pool: Pool, now: datetime) -> Figure | None:
    past = collect(name, record.outcomes, creator.followers, now)
    labels = list_labels(creator)
    strangers = pool.creators < CROWD or labels[0] not in pool.labels
    if not len(past) and (strangers or creator.followers is None):
        return None
    planned = _columns(0, [_count_days(now)], creator.followers, [float("nan")])
    told = tell(pool, past, planned, labels)
    low, median, high = (exp(pool.errors.quantile(told, share)[0]) for share in (0.5 - LEVEL / 2, 0.5, 0.5 + LEVEL / 2))
    if high > WIDEST * low:
        return None
    return Figure(
        median=median,
        low=low,
        high=high,
        viral=float(pool.errors.chance_above(told)[0]),
        posts=len(past),
        window=_find_window(name, record.outcomes, now),
        basis="own posts" if len(past) >= MANY else "few posts and peers" if len(past) else "peers",
        formula=FORMULAS[name],
    )


def _find_window(name: str, outcomes: Sequence[Outcome], now: datetime) -> tuple[date, date] | None:
    days = [
        outcome.published_at.date()
        for outcome in outcomes
        if outcome.published_at is not None
        and outcome.published_at <= now - RIPE
        and getattr(outcome, name) is not None
    ]
    return (min(days), max(days)) if days else None


def _columns(creator: int, days: Sequence[float], size: int | None, counts: Sequence[float]) -> Showings:
    return Showings(
        creators=np.full(len(days), creator, np.int64),
        days=np.array(days, np.float64),
        topics=np.full(len(days), UNKNOWN, np.int64),
        sizes=np.full(len(days), np.nan if size is None else log(max(size, 1))),
        counts=np.array(counts, np.float64),
    )


def _count_days(moment: datetime) -> float:
    return (moment - EPOCH) / timedelta(days=1)
