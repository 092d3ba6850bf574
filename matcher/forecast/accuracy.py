"""How good forecasts were, on showings that they had not seen."""

from dataclasses import dataclass

import numpy as np

from matcher.forecast.habit import Told
from matcher.forecast.showings import Floats
from matcher.forecast.spread import VIRAL, Spread

LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
PROMISED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """Measures of one method on one set of showings."""

    n: int
    mae_ln: float  # mean of |ln(median / truth)|
    median_ape: float  # median of |median / truth - 1|
    within_2x: float  # share of truths between half and twice the median
    coverage_80: float  # share of truths inside the 80 % interval
    width: float  # median of the interval's upper end over its lower end
    viral_expected: float  # mean of the chance of more than three times the median
    viral_seen: float  # share of truths above that
    calibration: tuple[tuple[float, float], ...]  # (promised, found) for central intervals


def measure(told: Told, spread: Spread, truths: Floats) -> Accuracy:
    """Compare forecasts with the logarithms of what came true; at least one."""
    medians = spread.quantile(told, 0.5)
    off = np.abs(medians - truths)
    low, high = find_interval(told, spread, PROMISED)
    return Accuracy(
        n=len(truths),
        mae_ln=float(off.mean()),
        median_ape=float(np.median(np.abs(np.expm1(medians - truths)))),
        within_2x=float((off <= np.log(2)).mean()),
        coverage_80=_share_inside(told, spread, truths, PROMISED),
        width=float(np.exp(np.median(high - low))),
        viral_expected=float(spread.chance_above(told).mean()),
        viral_seen=float((truths - medians > np.log(VIRAL)).mean()),
        calibration=tuple((level, _share_inside(told, spread, truths, level)) for level in LEVELS),
    )


def find_interval(told: Told, spread: Spread, level: float) -> tuple[Floats, Floats]:
    """Return the ends of the central interval that holds a truth with the chance `level`."""
    return spread.quantile(told, 0.5 - level / 2), spread.quantile(told, 0.5 + level / 2)


def _share_inside(told: Told, spread: Spread, truths: Floats, level: float) -> float:
    low, high = find_interval(told, spread, level)
    return float(((truths >= low) & (truths <= high)).mean())
