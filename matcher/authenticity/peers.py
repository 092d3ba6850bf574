"""What is usual among creators of the same platform and size: measured on the user's own catalogue, robustly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, log10

import numpy as np

from matcher.authenticity.signals import Signals

HALVES = 2  # size classes a factor of ten
NORMAL = 1.4826  # a median deviation as a standard deviation
LEAST_SPREAD = 0.25  # of a natural logarithm: peers that are more alike than that are too few or made up
LEAST_RATE = 1e-5  # an engagement below is no larger: nobody reacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """A robust centre and spread of one metric, in natural logarithms."""

    centre: float
    spread: float
    creators: int


Key = tuple[str, str, int]  # metric, platform, size class
Peers = Mapping[Key, Usual]


def list_metrics(signals: Signals) -> Mapping[str, float]:
    """Return what of a creator can be compared with its peers."""
    found = {}
    if signals.engagement is not None:
        found["engagement"] = log(max(signals.engagement, LEAST_RATE))
    if signals.comments is not None:
        found["comments"] = signals.comments
    return found


def class_of(followers: int) -> int:
    """Return the size class: two of them a factor of ten."""
    return int(log10(max(followers, 1)) * HALVES)


def measure_peers(creators: Iterable[Signals], shrink: float) -> dict[Key, Usual]:
    """Measure every class that holds somebody; the whole platform stands in for `shrink` of its creators.

    A platform's class is -1 and holds all its creators.
    """
    groups = defaultdict[Key, list[float]](list)
    for signals in creators:
        if signals.followers:
            for metric, value in list_metrics(signals).items():
                groups[metric, signals.platform, class_of(signals.followers)].append(value)
                groups[metric, signals.platform, -1].append(value)
    whole = {key: _measure(values) for key, values in groups.items() if key[2] == -1}
    classes = {
        key: _shrink(_measure(values), whole[key[0], key[1], -1], shrink)
        for key, values in groups.items()
        if key[2] != -1
    }
    return whole | classes


def compare(signals: Signals, metric: str, peers: Peers, least: float) -> tuple[float, Usual] | None:
    """Return how many spreads a creator lies above its peers, and these; None where they are too few to tell."""
    value = list_metrics(signals).get(metric)
    if value is None or not signals.followers:
        return None
    whole = peers.get((metric, signals.platform, -1))
    usual = peers.get((metric, signals.platform, class_of(signals.followers)), whole)
    if usual is None or whole is None or whole.creators < least:
        return None
    return (value - usual.centre) / usual.spread, usual


def _measure(values: list[float]) -> Usual:
    found = np.array(values)
    centre = float(np.median(found))
    spread = float(NORMAL * np.median(np.abs(found - centre)))
    return Usual(centre=centre, spread=max(spread, LEAST_SPREAD), creators=len(found))


def _shrink(own: Usual, whole: Usual, shrink: float) -> Usual:
    share = own.creators / (own.creators + shrink)
    return Usual(
        centre=share * own.centre + (1 - share) * whole.centre,
        spread=share * own.spread + (1 - share) * whole.spread,
        creators=own.creators,
    )
