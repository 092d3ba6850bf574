"""FAISS's inverted lists, in single and in half precision, under a bitmap that is handed over ready."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.engines.faiss_flat import make_selector
from scripts.bench.masks import Masks
from scripts.bench.workload import Workload

STEP = 50_000
FILE = "ivf.faiss"
TRAINED = 64  # vectors a list that the lists are made from


class FaissIvf:
    """IndexIVFFlat; about the square root of the creators as lists."""

    half = False

    def build(self, work: Workload, folder: Path) -> None:
        """Train on evenly spread vectors, add all, and write the index."""
        lists = count_lists(work.size)
        index = self._make(work.vectors.shape[1], lists)
        index.cp.niter = 8
        sample = work.vectors[:: max(work.size // (TRAINED * lists), 1)]
        index.train(sample.astype(np.float32))
        for at in range(0, work.size, STEP):
            index.add(work.vectors[at : at + STEP].astype(np.float32))
        faiss.write_index(index, str(folder / FILE))

    def open(self, work: Workload, folder: Path) -> None:
        """Read the index."""
        self._index = faiss.read_index(str(folder / FILE))
        self._masks, self._lists = Masks(work.columns), 8

    def turn(self, knob: str) -> None:
        """Choose how many lists are looked into."""
        self._lists = int(knob.rsplit(maxsplit=1)[-1])

    def prepare(self, must: Filter) -> Any:  # noqa: ANN401
        """Return a bitmap selector with its array; None for everybody."""
        return None if must == Filter() else make_selector(self._masks.passing(must), "bitmap")

    def search(self, query: Rows, k: int, ready: Any) -> Sequence[int]:  # noqa: ANN401
        """Look into the nearest lists."""
        kind: Any = faiss.SearchParametersIVF  # its stubs lack what it takes
        parameters = kind(nprobe=self._lists, sel=ready[0] if ready else None)
        _, rows = self._index.search(query[None], k, params=parameters)
        return [row for row in rows[0].tolist() if row >= 0]

    def _make(self, dimension: int, lists: int) -> Any:  # noqa: ANN401 -- faiss has no types for it
        coarse: Any = faiss.IndexFlatIP(dimension)
        coarse.this.disown()  # the index owns it from now on
        if self.half:
            how = (faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT, False)
            index: Any = faiss.IndexIVFScalarQuantizer(coarse, dimension, lists, *how)
        else:
            index = faiss.IndexIVFFlat(coarse, dimension, lists, faiss.METRIC_INNER_PRODUCT)
        index.own_fields = True
        return index


class FaissIvfHalf(FaissIvf):
    """IndexIVFScalarQuantizer of half precision; no residuals."""

    half = True


def count_lists(size: int) -> int:
    """Return the power of two nearest to the square root of the creators: 1024 at a million."""
    return int(2 ** round(np.log2(max(size, 4)) / 2))
