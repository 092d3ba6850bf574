"""How far off forecasts turn out to be: measured on held-out showings, so that 80 % means 80 %."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.forecast.expecting import count_before
from matcher.forecast.habit import Told
from matcher.forecast.showings import Floats, Showings

CUTS = 8  # days before the end from which the past is forecast again
AHEAD = 6.0  # days that each of them looks ahead
FEWEST = 50  # held-out showings; below, what was measured elsewhere is used
Method = Callable[[Showings, Showings], Told]  # from the past and what is planned
AGING = 1.04  # the days to come differ more than days that are past: chosen on ten cuts before those reported
VIRAL = 3.0  # "viral": more than this many times the median
ELSEWHERE = np.array([-3.0, -1.6, -1.15, -0.9, -0.75, -0.62, -0.5, -0.4, -0.3, -0.2, -0.12, -0.03,
                      0.06, 0.15, 0.25, 0.37, 0.5, 0.67, 0.92, 1.3, 3.0])  # fmt: skip
# as errors came out in steps of 5 % on live streams of May 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Held-out errors in units of the deviation that was told for them, ascending."""

    errors: Floats
    measured: int  # held-out showings that they come from; 0: from elsewhere

    def quantile(self, told: Told, share: float) -> Floats:
        """Return the logarithm below which a showing stays with a chance of `share`."""
        below: Floats = told.centers + told.deviations * self._find(share)
        return below

    def chance_above(self, told: Told, times: float = VIRAL) -> Floats:
        """Return the chance of more than `times` the median; never quite 0 or 1."""
        middle = self._find(0.5)
        above = len(self.errors) - np.searchsorted(self.errors, middle + np.log(times) / told.deviations, side="right")
        chances: Floats = (above + 0.5) / (len(self.errors) + 1)
        return chances

    def _find(self, share: float) -> float:
        """Return the error below which a share of them lies, as numpy.quantile does but many times as fast."""
        whole, part = divmod(share * (len(self.errors) - 1), 1)
        near, far = self.errors[int(whole)], self.errors[min(int(whole) + 1, len(self.errors) - 1)]
        return float(near + part * (far - near))


def measure_spread(method: Method, past: Showings, fewest: int) -> Spread:
    """Forecast the last days again from what was known before them, and keep the errors (split conformal).

    Args:
        method: what forecasts.
        past: everything that is known.
        fewest: showings that a creator must have before to be forecast, as in the forecast that is to be judged.
    """
    cuts = np.unique(np.floor(past.days))[-CUTS:].tolist()
    errors = np.sort(np.concatenate([np.zeros(0), *(_find_errors(method, past, cut, fewest) for cut in cuts)]))
    if len(errors) < FEWEST:
        return Spread(errors=ELSEWHERE, measured=0)
    middle = np.median(errors)
    return Spread(errors=middle + AGING * (errors - middle), measured=len(errors))


def _find_errors(method: Method, past: Showings, cut: float, fewest: int) -> Floats:
    before = past.take(past.days < cut)
    after = past.take((past.days >= cut) & (past.days < cut + AHEAD))
    after = after.take(count_before(before, after) >= fewest)
    if not len(before) or not len(after):
        return np.zeros(0)
    told = method(before, after)
    return (after.counts - told.centers) / told.deviations
