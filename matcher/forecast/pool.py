"""What a catalogue's creators teach about each other: where a forecast starts, and how far off it may be.

Fitted once for each kind of count, on a sample of creators; small enough to be kept with an index.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.forecast.habit import Habits, Told, follow
from matcher.forecast.peers import NARROWEST, NORMAL, WIDEST, Peers, fit_peers
from matcher.forecast.showings import Floats, Ints, Showings, find_medians, group_by_creator
from matcher.forecast.spread import ELSEWHERE, FEWEST, Spread

HALF = 5.0  # creators after which what a platform, language or tag does counts half
CROWD = 20  # creators that peers must be to speak for one without posts
SHARED = 3  # creators that must have a label before it is looked at
FARTHEST = 2.0  # a creator farther off counts as that far
ROUNDS = 3
TRIED = 3  # last posts of a creator that are forecast again
TRIERS = 300  # creators whose posts are, spread evenly over all
POINTS = 101  # quantiles of the errors that are kept
SMOOTHEST, ROUGHEST = 0.02, 1.5  # variance of a creator's posts
UNMEASURED = 0.5  # where no creator has several: e-fold 0.7, as posts of one creator commonly differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What is known of one kind of count before a creator is looked at."""

    peers: Peers
    labels: Mapping[str, float]  # what a platform, language or tag adds to the logarithm
    noise: float  # variance of a creator's posts around its level
    errors: Spread
    creators: int  # that it was told from

    def start(self, size: float, labels: Sequence[str]) -> float:
        """Return the logarithm that peers of the size and labels usually have; a nan size is not known."""
        line = float(self.peers.expect(np.array([size]))[0])
        return line + sum(self.labels.get(label, 0.0) for label in labels)

    @property
    def habits(self) -> Habits:
        """How one creator's posts resemble each other; topics and hours of planned posts are not known."""
        return Habits(topic=0.0, hour=0.0, noise=self.noise)


def fit_pool(past: Showings, labels: Mapping[int, Sequence[str]]) -> Pool | None:
    """Fit a pool; None where nobody has a count.

    Args:
        past: posts of a sample of creators, oldest first.
        labels: of each of those creators, by the number that tells it apart.
    """
    groups = group_by_creator(past)
    if not groups:
        return None
    pool = Pool(
        peers=fit_peers(past),
        labels={},
        noise=_measure_noise(past, groups),
        errors=Spread(errors=ELSEWHERE, measured=0),
        creators=len(groups),
    )
    pool = _fit_labels(pool, past, labels)
    triers = list(groups)[:: -(-len(groups) // TRIERS)]
    errors = [error for one in triers for error in _try(pool, past.take(groups[one]), labels[one])]
    if len(errors) < FEWEST:
        return pool
    kept = np.quantile(np.array(errors), np.linspace(0, 1, POINTS))
    return replace(pool, errors=Spread(errors=kept, measured=len(errors)))


def tell(pool: Pool, past: Showings, planned: Showings, labels: Sequence[str]) -> Told:
    """Return center and deviation of planned posts of one creator; the past may be empty."""
    known = [size for size in (*past.sizes[::-1], *planned.sizes) if not np.isnan(size)]
    start = pool.start(known[0] if known else float("nan"), labels)
    told = follow(past, past.counts - start, planned, pool.peers.spread, pool.habits)
    return Told(centers=start + told.centers, deviations=told.deviations)


def _measure_noise(past: Showings, groups: Mapping[int, Ints]) -> float:
    """Return the variance of posts around their creator's median, among creators with several."""
    apart = np.abs(past.counts - find_medians(past))
    several = [apart[places] for places in groups.values() if len(places) > TRIED]
    if not several:
        return UNMEASURED
    deviation = NORMAL * float(np.median(np.concatenate(several)))
    return float(np.clip(deviation**2, SMOOTHEST, ROUGHEST))


def _fit_labels(pool: Pool, past: Showings, labels: Mapping[int, Sequence[str]]) -> Pool:
    """Tell what labels add to creators' medians, alternately; each is shrunk where few creators have it."""
    groups = group_by_creator(past)
    medians = [float(np.median(past.counts[places])) for places in groups.values()]
    left = np.array(medians) - pool.peers.expect(past.sizes[[places[-1] for places in groups.values()]])
    members: dict[str, list[int]] = {}
    for place, creator in enumerate(groups):
        for label in labels[creator]:
            members.setdefault(label, []).append(place)
    effects = dict.fromkeys(sorted(label for label, places in members.items() if len(places) >= SHARED), 0.0)
    for _ in range(ROUNDS):
        for label, before in effects.items():
            apart = np.clip(left[members[label]] + before, -FARTHEST, FARTHEST)
            effects[label] = float(apart.sum()) / (len(apart) + HALF)
            left[members[label]] += before - effects[label]
    spread = float(np.clip(NORMAL * np.median(np.abs(left)), NARROWEST, WIDEST)) if len(left) >= CROWD else WIDEST
    return replace(pool, labels=effects, peers=replace(pool.peers, spread=spread))


def _try(pool: Pool, own: Showings, labels: Sequence[str]) -> list[float]:
    """Forecast a creator's last posts from those before each, and the first from peers; return the errors."""
    tried = sorted({0, *range(max(1, len(own) - TRIED), len(own))})
    return [_miss(pool, own, place, labels) for place in tried]


def _miss(pool: Pool, own: Showings, place: int, labels: Sequence[str]) -> float:
    at = np.array([place])
    told = tell(pool, own.take(np.arange(place)), own.take(at), labels)
    errors: Floats = (own.counts[at] - told.centers) / told.deviations
    return float(errors[0])
