"""Exact search in numpy: a mask of the columns, then one matrix product over those that pass."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.masks import Masks
from scripts.bench.workload import Workload


class Plain:
    """Single precision vectors in memory."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write the vectors in single precision."""
        vectors = np.lib.format.open_memmap(
            folder / "vectors.npy", mode="w+", dtype=np.float32, shape=work.vectors.shape
        )
        for at in range(0, work.size, 50_000):
            vectors[at : at + 50_000] = work.vectors[at : at + 50_000]
        vectors.flush()

    def open(self, work: Workload, folder: Path) -> None:
        """Read the vectors."""
        self._vectors: Rows = np.load(folder / "vectors.npy")
        self._masks = Masks(work.columns)

    def turn(self, knob: str) -> None:
        """There is nothing to set."""

    def prepare(self, must: Filter) -> Filter:
        """Return the filter as it is."""
        return must

    def search(self, query: Rows, k: int, ready: Filter) -> Sequence[int]:
        """Compare with all that pass."""
        if ready == Filter():
            return list(map(int, _pick(self._vectors @ query, k)))
        rows = np.flatnonzero(self._masks.passing(ready))
        if 2 * len(rows) > len(self._vectors):  # one product over all is quicker than a copy of most
            scores = self._vectors @ query
            best = rows[_pick(scores[rows], k)]
        else:
            best = rows[_pick(self._vectors[rows] @ query, k)]
        return list(map(int, best))


def _pick(scores: Rows, k: int) -> npt.NDArray[np.intp]:
    """Return the places of the k largest, best first."""
    if len(scores) > k:
        kept = np.argpartition(-scores, k - 1)[:k]
        return kept[np.argsort(-scores[kept])]
    return np.argsort(-scores)
