"""The exact answers, in single precision, that every engine is judged by."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from indexer.index.columns import Columns
from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.masks import Masks

DEPTH = 100
TOGETHER = 50  # queries that are compared with all vectors at once
STEP = 50_000  # vectors that are widened to single precision at once
Found = npt.NDArray[np.int64]
NOBODY = -1


def find_truth(
    vectors: npt.NDArray[np.float16], queries: Rows, columns: Columns, asks: Mapping[str, Sequence[Filter]]
) -> dict[str, Found]:
    """Return for each cell the rows of the DEPTH largest inner products, best first, filled up with NOBODY."""
    masks = Masks(columns)
    found = {cell: np.full((len(queries), DEPTH), NOBODY, np.int64) for cell in asks}
    for start in range(0, len(queries), TOGETHER):
        part = queries[start : start + TOGETHER]
        scores = np.concatenate(
            [part @ vectors[at : at + STEP].astype(np.float32).T for at in range(0, len(vectors), STEP)], axis=1
        )
        for cell, musts in asks.items():
            for place, must in enumerate(musts[start : start + TOGETHER]):
                best = _find_best(scores[place], masks, must)
                found[cell][start + place, : len(best)] = best
    return found


def _find_best(scores: Rows, masks: Masks, must: Filter) -> npt.NDArray[np.intp]:
    rows = np.flatnonzero(masks.passing(must))
    own = scores[rows]
    if len(rows) > DEPTH:
        kept = np.argpartition(-own, DEPTH - 1)[:DEPTH]
        rows, own = rows[kept], own[kept]
    return rows[np.lexsort((rows, -own))]


def measure_recall(found: Sequence[int], truth: Found, k: int) -> float:
    """Return the share of the k best (or of all, where they are fewer) that was found; 1 where nobody passes."""
    wanted = {int(row) for row in truth[:k] if row != NOBODY}
    return len(wanted & set(found[:k])) / len(wanted) if wanted else 1.0
