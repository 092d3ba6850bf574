"""The share of fakes among a creator's followers, from a sample of them, with an interval that knows its size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.authenticity.weights import AccountWeights, logit

GRID = np.linspace(0.0005, 0.9995, 1000)
WEIGHT = 10.0  # accounts that the prior counts for
DOUBTS = ((-1.5, 0.125), (-0.75, 0.25), (0.0, 0.25), (0.75, 0.25), (1.5, 0.125))  # of a normal: (deviations, weight)
LEAST = 1e-9  # a probability is no nearer to 0 or 1
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a sample of followers says."""

    share: float  # the median
    low: float  # of the 80 % interval
    high: float
    sample: int  # accounts judged
    prior: float


def estimate_share(probabilities: Sequence[float], weights: AccountWeights) -> Share:
    """Return the share of fakes that the accounts' probabilities speak for.

    The probabilities are turned back into odds that do not know the prior, so that many likely fakes raise what is
    expected of the others. The prior counts for ten accounts. That the whole recipe may be off is counted in, so that
    the interval of a large sample stays honest; that the sample was not drawn at random is not.

    Source:
        Saerens, Latinne & Decaestecker, Neural Computation 2002 (a classifier under another share), on a grid.
    """
    prior = weights.prior
    bounded = np.clip(np.asarray(probabilities, dtype=np.float64), LEAST, 1 - LEAST)
    log_odds = np.log(bounded / (1 - bounded)) - logit(prior)
    before = (WEIGHT * prior - 1) * np.log(GRID) + (WEIGHT * (1 - prior) - 1) * np.log1p(-GRID)
    posterior = np.zeros(len(GRID))
    for deviations, weight in DOUBTS:
        likelihood = _likelihood(log_odds + deviations * weights.doubt)
        at = before + likelihood
        posterior += weight * np.exp(at - at.max()) / np.exp(at - at.max()).sum()
    low, middle, high = (float(np.interp(part, np.cumsum(posterior), GRID)) for part in (0.1, 0.5, 0.9))
    return Share(share=middle, low=low, high=high, sample=len(bounded), prior=prior)


def _likelihood(log_odds: Floats) -> Floats:
    """Return the log-likelihood of every share on the grid."""
    odds = np.exp(np.minimum(log_odds, 50.0))
    total = np.zeros(len(GRID))
    for part in np.array_split(odds, len(odds) // 1000 + 1):
        total += np.log1p(GRID[:, None] * (part[None, :] - 1)).sum(axis=1)
    return total
