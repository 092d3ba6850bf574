"""Peers, effects and habits together: center and deviation of planned showings."""

from dataclasses import dataclass

import numpy as np

from matcher.forecast.effects import Effects, fit_effects
from matcher.forecast.habit import Told, follow
from matcher.forecast.peers import Peers, fit_peers
from matcher.forecast.showings import Floats, Ints, Showings, group_by_creator


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known before a creator is looked at."""

    peers: Peers
    effects: Effects


def fit_ground(past: Showings) -> Ground:
    """Tell from everybody's past what peers reach and what topics and times do."""
    return Ground(peers=fit_peers(past), effects=fit_effects(past))


def expect(ground: Ground, past: Showings, planned: Showings) -> Told:
    """Return the logarithms' centers and deviations for planned showings; their own counts are not looked at.

    A creator's size is the last one known in its past, else the one that is planned with.
    """
    own = group_by_creator(past)
    centers, deviations = np.zeros(len(planned)), np.zeros(len(planned))
    for creator, places in group_by_creator(planned).items():
        before, wanted = past.take(own.get(creator, np.zeros(0, np.int64))), planned.take(places)
        start = float(ground.peers.expect(_choose_size(before, wanted))[0])
        told = follow(before, before.counts - start - ground.effects.add_up(before), wanted, spread=ground.peers.spread)
        centers[places] = start + ground.effects.add_up(wanted) + told.centers
        deviations[places] = told.deviations
    return Told(centers=centers, deviations=deviations)


def forecast_ours(past: Showings, planned: Showings) -> Told:
    """Fit the ground on the past, then tell what is planned."""
    return expect(fit_ground(past), past, planned)


def count_before(past: Showings, planned: Showings) -> Ints:
    """Return for each planned showing how many its creator has in the past."""
    own = group_by_creator(past)
    return np.array([len(own.get(creator, ())) for creator in planned.creators.tolist()], np.int64)


def _choose_size(before: Showings, wanted: Showings) -> Floats:
    known = [size for size in (*before.sizes[::-1], *wanted.sizes) if not np.isnan(size)]
    return np.array(known[:1] or [np.nan])
