"""Forecasts what is past from what came before it, beside the rules of thumb."""

import math
from dataclasses import dataclass

from matcher.forecast.accuracy import Accuracy, measure
from matcher.forecast.baselines import METHODS
from matcher.forecast.expecting import count_before
from matcher.forecast.showings import Showings
from matcher.forecast.spread import measure_spread

EARLIER = 5  # showings before the cut that a creator must have to be judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Showings before a moment, and those after it that are to be forecast."""

    past: Showings
    planned: Showings


def split(showings: Showings, cut: float, until: float = math.inf, earlier: int = EARLIER) -> Split:
    """Split at a day since 1970-01-01; of what comes after, keep creators with at least `earlier` showings before.

    Nothing after the cut is known to a forecast but who, when, and about what. What lies at `until` or later is not
    looked at.
    """
    past = showings.take(showings.days < cut)
    planned = showings.take((showings.days >= cut) & (showings.days < until))
    return Split(past=past, planned=planned.take(count_before(past, planned) >= earlier))


def backtest(halves: Split, earlier: int = EARLIER) -> dict[str, Accuracy]:
    """Measure every method by name, ours first; both halves hold at least one showing.

    Every method gets its interval in the same way, from its own errors on the last days before the cut.
    """
    return {
        name: measure(
            method(halves.past, halves.planned), measure_spread(method, halves.past, earlier), halves.planned.counts
        )
        for name, method in METHODS.items()
    }
