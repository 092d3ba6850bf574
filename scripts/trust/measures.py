"""Measures of probabilities against labels."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata
from sklearn.metrics import average_precision_score

BINS = 10  # of a reliability diagram
Floats = npt.NDArray[np.float64]


def measure_auc(without: Sequence[float], having: Sequence[float]) -> float:
    """Return the chance that one who has it scores above one who has not; ties count half."""
    ranks = rankdata([*without, *having])
    wins = ranks[len(without) :].sum() - len(having) * (len(having) + 1) / 2
    return float(wins / (len(without) * len(having)))


def measure_precision(probabilities: Floats, labels: npt.NDArray[np.bool_]) -> float:
    """Return the average precision."""
    return float(average_precision_score(labels, probabilities))


def measure_recall(probabilities: Floats, labels: npt.NDArray[np.bool_], false_share: float) -> float:
    """Return the share found at the lowest threshold that calls at most this share of the others wrongly."""
    others = np.sort(probabilities[~labels])[::-1]
    threshold = others[int(false_share * len(others))]
    return float((probabilities[labels] > threshold).mean())


def measure_calibration(probabilities: Floats, labels: npt.NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten equal bins."""
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    gaps = [
        abs(probabilities[places == place].mean() - labels[places == place].mean()) * (places == place).mean()
        for place in range(BINS)
        if (places == place).any()
    ]
    return float(sum(gaps))


def bootstrap(labels: npt.NDArray[np.bool_], random: np.random.Generator, times: int) -> list[npt.NDArray[np.intp]]:
    """Return draws of the rows with replacement, as many of each label as there are."""
    having, without = np.flatnonzero(labels), np.flatnonzero(~labels)
    return [
        np.concatenate([random.choice(having, len(having)), random.choice(without, len(without))]) for _ in range(times)
    ]
