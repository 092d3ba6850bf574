"""The units of scores, measured on a sample of a base's creators and posts."""

import numpy as np

from indexer.index.evidence import Evidence, in_steps
from matcher.calibration import Calibration, calibrate
from matcher.lens import Lens, Rows

MOST_MEASURED = 50_000  # creators that units are measured on, spread evenly over all
PAIRS = 20_000  # of posts by different creators, drawn with SEED
SEED = 7


def measure_units(lens: Lens, evidence: Evidence) -> Calibration:
    """Return the standard deviations that the parts of a score are added in."""
    count = len(evidence.columns.ids)
    measured = np.arange(0, count, count // MOST_MEASURED + 1)
    vectors = [evidence.combine(measured[step]) for step in in_steps(len(measured))]
    return calibrate(lens, np.concatenate(vectors), _draw_pairs(evidence))


def _draw_pairs(evidence: Evidence) -> tuple[Rows, Rows]:
    """Return centred passages in pairs of different creators; none where there are no posts."""
    starts, count = evidence.raw.starts, len(evidence.raw.passages)
    if not count:
        nothing = np.zeros((0, evidence.raw.views.shape[2]), np.float32)
        return nothing, nothing
    drawn = np.random.default_rng(SEED).integers(0, count, (2, PAIRS))
    owners = np.searchsorted(starts, drawn, side="right")
    one, other = drawn[:, owners[0] != owners[1]]
    return evidence.centred_passages(one), evidence.centred_passages(other)
