"""Vectors in lists of kin, searched under a bitmap: only as many of them are looked at as the answer needs."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import Bits
from indexer.index.vectors.calibrate import Best, measure_best
from indexer.index.vectors.lists import Lists, Vectors, group_vectors, write_half
from indexer.index.vectors.plan import Plan, choose_lists, count_lists, pick_places
from indexer.index.vectors.scan import Codes, Scan, multiply
from matcher.lens import Rows

VECTORS, ORDER = "vectors", "vectors-order"
PARTS = ("vectors-centres", "vectors-starts", "vectors-sizes", "vectors-levels", "vectors-counts")
FEW = 2000  # places: looking at all of them is then as fast as choosing among them
SPARSE = 12  # below one place in so many, copying the vectors is faster than passing over the others
WIDER = 4  # times as many places are kept when the last score is tied


def write_vectors(folder: Path, vectors: Vectors, queries: Rows) -> npt.NDArray[np.int32]:
    """Write (n, d) vectors of any length and return the row of every place, -1 for padding.

    Args:
        folder: where the files go.
        vectors: of half or single precision; may be mapped.
        queries: (q, d), such as are searched with; q may be 0.
    """
    lists, order = group_vectors(vectors)
    write_half(folder / f"{VECTORS}.npy", vectors, order)
    best = measure_best(np.asarray(map_array(folder, VECTORS)), lists, queries)
    parts = (lists.centres, lists.starts, lists.sizes, best.levels, best.counts)
    write_arrays(folder, {ORDER: order, **dict(zip(PARTS, parts, strict=True))})
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
        self.order = np.asarray(map_array(folder, ORDER))
        centres, starts, sizes, levels, counts = (np.array(map_array(folder, part)) for part in PARTS)
        self._lists, self._best = Lists(centres, starts, sizes, int(sizes.sum())), Best(levels, counts)
        if not self._are_of_one_index():
            raise ValueError("The files of the vectors do not belong together.")

    def _are_of_one_index(self) -> bool:
        lists, best, (places, width) = self._lists, self._best, self._codes.octets.shape
        return (
            len(self.order) == places
            and lists.centres.shape == (len(lists.starts), width // np.float16().itemsize)
            and lists.starts.shape == lists.sizes.shape
            and best.counts.shape == (len(best.levels), len(lists.starts))
            and lists.count == np.count_nonzero(self.order >= 0)
            and bool(np.all(lists.starts + lists.sizes <= places))
        )

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
            rows = self.order[places].astype(np.intp)
            best = np.lexsort((rows, -scores))
            if kept == bits.count or scores[best[wanted - 1]] > scores[best[-1]]:
                return scores[best[:wanted]], rows[best[:wanted]]
            kept = min(kept * WIDER, bits.count)  # who stands on the border is a matter of ties: look at all of them

    def _find(self, query: Rows, k: int, bits: Bits) -> tuple[Rows, npt.NDArray[np.int64]]:
        scan = Scan(self._codes, query, k)
        if bits.count <= FEW:
            scan.gather(bits.places())
        elif bits.count == self._lists.count:
            chosen = self._choose(query, self._lists.sizes, k).lists
            scan.scan(self._lists.starts[chosen], self._lists.sizes[chosen], None)
        else:
            self._find_passing(scan, bits, self._choose(query, count_lists(bits, self._lists), k))
        return scan.found()

    def _choose(self, query: Rows, passing: npt.NDArray[np.int64], k: int) -> Plan:
        nearness = multiply(self._lists.centres, query)
        return choose_lists(self._lists, self._best, nearness, passing, max(k - 1, 1))

    def _find_passing(self, scan: Scan, bits: Bits, plan: Plan) -> None:
        if plan.passing * SPARSE < plan.places:
            scan.gather(pick_places(bits, self._lists, plan.lists))
        else:
            scan.scan(self._lists.starts[plan.lists], self._lists.sizes[plan.lists], bits)
