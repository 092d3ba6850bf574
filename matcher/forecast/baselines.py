"""What a forecast has to beat: the rules of thumb of the trade, each with a deviation of 1."""

from collections.abc import Callable

import numpy as np

from matcher.forecast.expecting import forecast_ours
from matcher.forecast.habit import Told
from matcher.forecast.showings import Floats, Showings, group_by_creator
from matcher.forecast.spread import Method

OURS = "ours"


def repeat_last(past: Showings, planned: Showings) -> Told:
    """Say what the creator's last showing had."""
    return _say_of_each(past, planned, lambda counts: float(counts[-1]))


def take_median_of_five(past: Showings, planned: Showings) -> Told:
    """Say the median of the creator's last five."""
    return _say_of_each(past, planned, lambda counts: float(np.median(counts[-5:])))


def take_median(past: Showings, planned: Showings) -> Told:
    """Say the median of all that is known of the creator."""
    return _say_of_each(past, planned, lambda counts: float(np.median(counts)))


def multiply_followers(past: Showings, planned: Showings) -> Told:
    """Say the creator's last known followers times what all showings had for each follower, by their median."""
    rate = float(np.nanmedian(past.counts - past.sizes)) if not np.isnan(past.sizes).all() else np.nan
    usual = float(np.median(past.counts))
    groups = group_by_creator(past)
    sizes = np.array([_find_last(past.sizes[groups.get(one, [])]) for one in planned.creators.tolist()])
    return _certain(np.where(np.isnan(sizes + rate), usual, sizes + rate))


METHODS: dict[str, Method] = {
    OURS: forecast_ours,
    "last_value": repeat_last,
    "last_5_median": take_median_of_five,
    "channel_median": take_median,
    "followers_times_constant": multiply_followers,
}


def _say_of_each(past: Showings, planned: Showings, summarise: Callable[[Floats], float]) -> Told:
    """Say for each planned showing what its creator's counts come to; everybody's median where there are none."""
    usual = float(np.median(past.counts))
    known = {creator: summarise(past.counts[places]) for creator, places in group_by_creator(past).items()}
    return _certain(np.array([known.get(creator, usual) for creator in planned.creators.tolist()]))


def _find_last(sizes: Floats) -> float:
    known = sizes[~np.isnan(sizes)]
    return float(known[-1]) if len(known) else float("nan")


def _certain(centers: Floats) -> Told:
    return Told(centers=centers, deviations=np.ones_like(centers))
