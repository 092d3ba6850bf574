"""usearch: a graph that cannot filter; more are asked for, and those that do not pass are dropped after."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.masks import Masks
from scripts.bench.workload import Workload

FILE = "usearch.bin"
STEP = 50_000
MOST = 10_000  # asked for at most
SPARE = 1.5  # times more than would do if the filter were independent of the query


class Usearch:
    """Inner product, half precision, m 16, 128 candidates while building."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write the graph."""
        index = self._make(work)
        for at in range(0, work.size, STEP):
            part = work.vectors[at : at + STEP]
            index.add(np.arange(at, at + len(part)), part, threads=1)
        index.save(str(folder / FILE))

    def open(self, work: Workload, folder: Path) -> None:
        """Read the graph."""
        self._index = self._make(work)
        self._index.load(str(folder / FILE))
        self._masks = Masks(work.columns)

    def turn(self, knob: str) -> None:
        """Choose how many candidates are kept."""
        self._index.expansion_search = int(knob.rsplit(maxsplit=1)[-1])

    def prepare(self, must: Filter) -> Filter:
        """Return the filter as it is: the mask is part of the search."""
        return must

    def search(self, query: Rows, k: int, ready: Filter) -> Sequence[int]:
        """Ask for more where few pass, until k pass or MOST are asked for."""
        if ready == Filter():
            return list(map(int, self._index.search(query, k, threads=1).keys))
        mask = self._masks.passing(ready)
        passing = max(int(np.count_nonzero(mask)), 1)
        asked = int(SPARE * k * len(mask) / passing)
        while True:
            rows = self._index.search(query, min(asked, MOST, len(mask)), threads=1).keys.astype(np.int64)
            found: list[int] = rows[mask[rows]][:k].tolist()
            if len(found) >= min(k, passing) or asked >= min(MOST, len(mask)):
                return found
            asked *= 2

    @staticmethod
    def _make(work: Workload) -> Any:  # noqa: ANN401
        return import_module("usearch.index").Index(
            ndim=work.vectors.shape[1], metric="ip", dtype="f16", connectivity=16, expansion_add=128
        )
