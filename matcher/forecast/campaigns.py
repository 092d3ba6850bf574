"""Product post or follow-us giveaway: what an agency's own past campaigns say, and when they say too little."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

import numpy as np

from matcher.forecast.showings import Floats

PRODUCT, GIVEAWAY = "product", "giveaway"
KINDS = (PRODUCT, GIVEAWAY)
UNITS = ("views", "engagements", "follows", "sales")
FEWEST = 5  # campaigns of a kind; an interval of fewer says more of chance than of the kind
DRAWS = 2_000
LOW, HIGH = 0.1, 0.9  # an interval holds four times out of five
SURE = 0.9  # chance from which on one kind is called cheaper
WORTH = 1.5  # times as dear: the smallest difference that changes a plan
ERRORS = 1.28 + 0.84  # standard errors: told wrongly once in ten times on this side, told at all four times out of five


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What one past campaign cost and brought. None is unknown; 0 is zero."""

    kind: str  # "product", "giveaway" or another word, which is not compared
    cost: float  # fee, product and shipping, prizes; above 0
    views: float | None = None
    engagements: float | None = None
    follows: float | None = None
    sales: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one unit cost in one kind of campaign: all costs over all units."""

    kind: str
    campaigns: int  # that say how many units they brought
    price: float | None  # None: there is none, or they brought nothing
    low: float | None
    high: float | None  # None: it cannot be bounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both kinds beside each other for one unit."""

    unit: str  # one of UNITS
    product: Spent
    giveaway: Spent
    cheaper: str | None  # a kind; None: cannot be told
    chance: float | None  # that a product post is cheaper; None: too few campaigns
    verdict: str  # "product", "giveaway", "no clear difference" or "too few to tell"
    needed: int | None  # campaigns of each kind to tell a difference of WORTH; None: nothing to go by


def compare(campaigns: Sequence[Campaign], seed: int = 7) -> tuple[Comparison, ...]:
    """Compare the kinds for every unit by drawing campaigns again with replacement.

    A campaign that does not say a unit is left out for that unit alone.
    """
    return tuple(_compare_unit(unit, campaigns, seed) for unit in UNITS)


def _compare_unit(unit: str, campaigns: Sequence[Campaign], seed: int) -> Comparison:
    rows = {kind: _collect(unit, kind, campaigns) for kind in KINDS}
    draws = {kind: _draw(rows[kind], (seed, place)) for place, kind in enumerate(KINDS)}
    product, giveaway = (_summarise(kind, rows[kind], draws[kind]) for kind in KINDS)
    needed = _count_needed(list(rows.values()))
    enough = min(product.campaigns, giveaway.campaigns) >= FEWEST and None not in (product.price, giveaway.price)
    if not enough:
        few = "too few to tell"
        return Comparison(
            unit=unit, product=product, giveaway=giveaway, cheaper=None, chance=None, verdict=few, needed=needed
        )
    chance = float(np.mean(draws[PRODUCT] < draws[GIVEAWAY]) + np.mean(draws[PRODUCT] == draws[GIVEAWAY]) / 2)
    cheaper = PRODUCT if chance >= SURE else GIVEAWAY if chance <= 1 - SURE else None
    return Comparison(
        unit=unit,
        product=product,
        giveaway=giveaway,
        cheaper=cheaper,
        chance=chance,
        verdict=cheaper or _judge_difference(product, giveaway, needed),
        needed=needed,
    )


def _judge_difference(product: Spent, giveaway: Spent, needed: int | None) -> str:
    """Say whether there were enough campaigns to have seen a difference that is worth it."""
    seen = needed is not None and min(product.campaigns, giveaway.campaigns) >= needed
    return "no clear difference" if seen else "too few to tell"


def _collect(unit: str, kind: str, campaigns: Sequence[Campaign]) -> Floats:
    """Return (n, 2) costs and units."""
    said = [
        (campaign.cost, count)
        for campaign in campaigns
        if campaign.kind == kind and (count := getattr(campaign, unit)) is not None
    ]
    return np.array(said, np.float64).reshape(-1, 2)


def _draw(rows: Floats, seed: tuple[int, int]) -> Floats:
    """Return the price of a unit in each draw; infinite where a draw brought nothing."""
    if not len(rows):
        return np.zeros(0)
    generator = np.random.default_rng(seed)
    sums = np.array([rows[generator.integers(0, len(rows), len(rows))].sum(axis=0) for _ in range(DRAWS)])
    with np.errstate(divide="ignore"):
        prices: Floats = sums[:, 0] / sums[:, 1]
    return prices


def _summarise(kind: str, rows: Floats, draws: Floats) -> Spent:
    cost, units = rows.sum(axis=0)
    if units == 0:
        return Spent(kind=kind, campaigns=len(rows), price=None, low=None, high=None)
    low, high = np.quantile(draws, [LOW, HIGH], method="nearest")
    enough = len(rows) >= FEWEST
    return Spent(
        kind=kind,
        campaigns=len(rows),
        price=float(cost / units),
        low=float(low) if enough and np.isfinite(low) else None,
        high=float(high) if enough and np.isfinite(high) else None,
    )


def _count_needed(kinds: Sequence[Floats]) -> int | None:
    """Return how many campaigns of each kind tell a difference of WORTH, from how much campaigns of a kind differ.

    Source: the sample size of two means with equal variances, on logarithms; half a unit stands for none.
    """
    apart = [np.log(rows[:, 0] / np.maximum(rows[:, 1], 0.5)) for rows in kinds if len(rows) > 1]
    free = sum(len(logs) - 1 for logs in apart)
    if not free:
        return None
    variance = sum(float(((logs - logs.mean()) ** 2).sum()) for logs in apart) / free
    return max(FEWEST, ceil(2 * variance * (ERRORS / log(WORTH)) ** 2))
