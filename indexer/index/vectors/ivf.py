"""Vectors in lists of kin, searched under a bitmap: only as many of them are looked at as the answer needs."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import WIDTH, Bits
from indexer.index.vectors.scan import Codes, Scan
from matcher.lens import Rows

VECTORS, ORDER, STARTS, SIZES = "vectors", "vectors-order", "vectors-starts", "vectors-sizes"
SPARSE = 8  # below one place in so many, copying the vectors is faster than passing over the others
WIDER = 4  # times as many places are kept when the last score is tied


def write_vectors(folder: Path, vectors: npt.NDArray[Any], queries: Rows) -> npt.NDArray[np.int32]:
    """Write (n, d) vectors of any length and return the row of every place, -1 for padding.

    Args:
        folder: where the files go.
        vectors: of half or single precision; may be mapped.
        queries: (q, d), such as are searched with; q may be 0.
    """
    count = len(vectors)
    order = np.full(-(-count // WIDTH) * WIDTH, -1, dtype=np.int32)
    order[:count] = np.arange(count)
    half = np.zeros((len(order), vectors.shape[1]), dtype=np.float16)
    half[:count] = vectors
    arrays: dict[str, npt.NDArray[Any]] = {VECTORS: half, ORDER: order, STARTS: np.array([0]), SIZES: np.array([count])}
    write_arrays(folder, arrays)
    return order


class Ivf:
    """The vectors of one segment, mapped. Several threads may search it."""

    def __init__(self, folder: Path) -> None:
        """Map the files that `write_vectors` wrote.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged.
        """
        self._codes = Codes.over(map_array(folder, VECTORS))
        self.order, self._starts, self._sizes = (np.asarray(map_array(folder, name)) for name in (ORDER, STARTS, SIZES))
        if len(self.order) != len(self._codes.ids) or len(self._starts) != len(self._sizes):
            raise ValueError("The files of the vectors do not belong together.")

    def search(self, query: Rows, k: int, bits: Bits) -> tuple[Rows, npt.NDArray[np.intp]]:
        """Return scores and rows of the best min(k, bits.count) places whose bit is set.

        Best first, ties by smaller row. A score is the inner product of the query and the half-precision vector.
        """
        wanted = min(k, bits.count)
        if wanted <= 0:
            return np.empty(0, np.float32), np.empty(0, np.intp)
        kept = min(wanted + 1, bits.count)
        while True:
            scores, places = self._find(query, kept, bits)
            best = np.argsort(-scores, kind="stable")
            if kept == bits.count or scores[best[wanted - 1]] > scores[best[-1]]:
                break
            kept = min(kept * WIDER, bits.count)  # who stands on the border is a matter of ties: look at all of them
        rows = self.order[places].astype(np.intp)
        best = np.lexsort((rows, -scores))[:wanted]
        return scores[best], rows[best]

    def _find(self, query: Rows, k: int, bits: Bits) -> tuple[Rows, npt.NDArray[np.int64]]:
        scan = Scan(self._codes, query, k)
        if bits.count * SPARSE < len(self.order):
            scan.gather(bits.places())
        else:
            scan.scan(self._starts, self._starts + self._sizes, bits)
        return scan.found()
