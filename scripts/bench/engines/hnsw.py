"""hnswlib: a graph whose search asks a Python function of every candidate whether it passes."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.masks import Masks
from scripts.bench.workload import Workload

hnswlib: Any = import_module("hnswlib")

FILE = "hnsw.bin"
STEP = 50_000


class Hnsw:
    """Inner product, m 16, 128 candidates while building."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write the graph."""
        index = hnswlib.Index(space="ip", dim=work.vectors.shape[1])
        index.init_index(max_elements=work.size, M=16, ef_construction=128, random_seed=work.wanted.seed)
        index.set_num_threads(1)
        for at in range(0, work.size, STEP):
            part = work.vectors[at : at + STEP].astype(np.float32)
            index.add_items(part, np.arange(at, at + len(part)))
        index.save_index(str(folder / FILE))

    def open(self, work: Workload, folder: Path) -> None:
        """Read the graph."""
        self._index = hnswlib.Index(space="ip", dim=work.vectors.shape[1])
        self._index.load_index(str(folder / FILE), max_elements=work.size)
        self._index.set_num_threads(1)
        self._masks = Masks(work.columns)

    def turn(self, knob: str) -> None:
        """Choose how many candidates are kept."""
        self._kept = int(knob.rsplit(maxsplit=1)[-1])

    def prepare(self, must: Filter) -> Filter:
        """Return the filter as it is: the mask is part of the search."""
        return must

    def search(self, query: Rows, k: int, ready: Filter) -> Sequence[int]:
        """Search under a mask; nobody is found where fewer than k pass, which the library refuses."""
        self._index.set_ef(max(self._kept, k))
        if ready == Filter():
            return list(map(int, self._index.knn_query(query, k=k)[0][0]))
        mask = self._masks.passing(ready)
        k = min(k, int(np.count_nonzero(mask)))
        passes = mask.tobytes().__getitem__ if k else bool
        try:
            return list(map(int, self._index.knn_query(query, k=k, filter=passes)[0][0])) if k else []
        except RuntimeError:
            return []
