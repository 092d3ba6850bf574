"""The units that the parts of a score are added in, measured on a generation's creators with the bank as briefs."""

from dataclasses import dataclass

import numpy as np

from matcher.lens import Lens, Rows
from matcher.subjects import weigh_subjects

NOTHING = 1e-6  # a deviation below that is one of rounding
RECALLED = 300  # creators that are looked at again after they were recalled


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Standard deviations, all above 0; no relevance label is in them."""

    everyone: float  # of x.D over all creators
    recalled: float  # of x.D among the creators that a brief recalls
    subject: float  # of the logarithm of the subject's share among them
    alike: float  # of the cosine of two posts that have nothing to do with each other


def calibrate(lens: Lens, creators: Rows, passages: tuple[Rows, Rows]) -> Calibration:
    """Ask for every topic of the bank as a brief whose topic the bank does not know.

    Args:
        lens: the bank's.
        creators: (n, d) vectors of creators, n of at least 1, or a sample of them.
        passages: two (m, d) lists of centred passages; those in one place are of different creators.
    """
    scores = creators @ lens.topics.T  # (n, K)
    recalled, subject = [], []
    for left_out, x in enumerate(lens.topics):
        best = np.argsort(-scores[:, left_out], kind="stable")[:RECALLED]
        others = np.delete(lens.topics, left_out, axis=0)
        parts = weigh_subjects(creators[best], x, others, lens.kinship)
        recalled.append(scores[best, left_out].std())
        subject.append(np.log(parts.sum(axis=1)).std())
    one, other = passages
    cosines = np.sum(one * other, axis=1) / np.maximum(
        np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1), 1e-12
    )
    return Calibration(
        everyone=_positive(scores.std()),
        recalled=_positive(np.mean(recalled)),
        subject=_positive(np.mean(subject)),
        alike=_positive(cosines.std() if len(cosines) else 0.0),
    )


def _positive(deviation: float | np.floating) -> float:
    """Return the deviation; 1 where nothing varies, as in a pool of one."""
    return float(deviation) if deviation > NOTHING else 1.0
