"""What creators of a size usually reach: where a forecast starts before it knows the creator."""

from dataclasses import dataclass

import numpy as np

from matcher.forecast.showings import Floats, Showings, group_by_creator

ROUNDS = 8  # of reweighing
FEWEST = 8  # creators that a slope can be told from
NARROWEST = 0.3  # spread of creators around the line; a pool that seems to agree better has too few in it
WIDEST = 2.5
NORMAL = 1.4826  # median absolute deviation to standard deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """A line through creators: logarithm of the usual count over logarithm of followers."""

    level: float  # at the middle size
    slope: float  # 0: size tells nothing, or was not known
    middle: float  # size at which the level stands
    spread: float  # standard deviation of creators around the line, NARROWEST to WIDEST

    def expect(self, sizes: Floats) -> Floats:
        """Return the line at each size; its middle where a size is not known."""
        known = np.where(np.isnan(sizes), self.middle, sizes)
        return self.level + self.slope * (known - self.middle)


def fit_peers(past: Showings) -> Peers:
    """Fit the line through each creator's median, every creator once; whoever stands far off counts less.

    Least absolute deviations by reweighing, so that a few giants cannot turn it.
    """
    medians, sizes = _summarise(past)
    if not len(medians):
        return Peers(level=0.0, slope=0.0, middle=0.0, spread=WIDEST)
    known = ~np.isnan(sizes)
    if known.sum() < FEWEST or np.ptp(sizes[known]) == 0:
        level = float(np.median(medians))
        return Peers(level=level, slope=0.0, middle=0.0, spread=_measure_spread(medians - level))
    middle = float(np.median(sizes[known]))
    level, slope = _fit_line(sizes[known] - middle, medians[known])
    spread = _measure_spread(medians[known] - level - slope * (sizes[known] - middle))
    return Peers(level=level, slope=slope, middle=middle, spread=spread)


def _summarise(past: Showings) -> tuple[Floats, Floats]:
    """Return each creator's median count and last known size."""
    groups = group_by_creator(past).values()
    medians = [float(np.median(past.counts[places])) for places in groups]
    sizes = [_find_last(past.sizes[places]) for places in groups]
    return np.array(medians), np.array(sizes)


def _find_last(sizes: Floats) -> float:
    known = sizes[~np.isnan(sizes)]
    return float(known[-1]) if len(known) else float("nan")


def _fit_line(x: Floats, y: Floats) -> tuple[float, float]:
    design, weights = np.stack([np.ones_like(x), x], axis=1), np.ones_like(x)
    level, slope = 0.0, 0.0
    for _ in range(ROUNDS):
        level, slope = np.linalg.lstsq(design * weights[:, None], y * weights, rcond=None)[0]
        weights = 1 / np.sqrt(np.maximum(np.abs(y - level - slope * x), 1e-3))
    return float(level), float(slope)


def _measure_spread(apart: Floats) -> float:
    return float(np.clip(NORMAL * np.median(np.abs(apart)), NARROWEST, WIDEST))
