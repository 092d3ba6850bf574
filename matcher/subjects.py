"""Which subject a creator is about: the brief's own, or another topic of the bank.

A creator near the brief may be nearer still to something else. Of the bank's topics and the brief, each claims a share
of every creator; the shares of those that are kin to the brief count for it.
"""

import numpy as np
import numpy.typing as npt

from matcher.lens import Rows

SHARPNESS = 10.0  # of a topic's kinship to the brief: e^(10 cos); set beforehand with the recipe
LEAST = 1e-4  # a share that no creator falls below, so that its logarithm has a floor


def weigh_subjects(creators: Rows, x: Rows, topics: Rows, kinship: float) -> npt.NDArray[np.float64]:
    """Return (n, K + 1) parts: how much of a creator each topic claims, times its kinship to the brief.

    The last column is the brief's own. A row adds up to a value between LEAST and 1 + LEAST.

    Args:
        creators: (n, d) vectors of creators.
        x: the (d,) brief seen through the lens.
        topics: (K, d) of unit length.
        kinship: the cosine that the brief's own subject is weighed with.
    """
    claims = np.concatenate([creators @ topics.T, (creators @ x)[:, None]], axis=1).astype(np.float64)
    shares = np.exp(claims - claims.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    weights = np.exp(SHARPNESS * np.append(topics @ x, kinship).astype(np.float64))
    parts: npt.NDArray[np.float64] = shares * (weights / weights.sum()) + LEAST / shares.shape[1]
    return parts
