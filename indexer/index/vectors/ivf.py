"""Vectors in lists of kin, searched under a bitmap: only as many of them are looked at as the answer needs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array
from indexer.index.bits import Bits, Places
from indexer.index.vectors.calibrate import Best
from indexer.index.vectors.lists import Lists
from indexer.index.vectors.plan import (
    Plan,
    choose_lists,
    choose_nearest,
    count_lists,
    count_nearest,
    pick_places,
)
from indexer.index.vectors.scan import Codes, Scan
from indexer.index.vectors.sketch import Looks, Sketch, map_sketch
from indexer.index.vectors.writing import LISTS, MEASURED, ORDER, VECTORS, WHOLE
from matcher.lens import Rows

FEW = 2000  # places: looking at all of them is then as fast as choosing among them
SPARSE = 8  # below one place in so many, looking at just those is faster than looking at all
WIDER = 4  # times as many places are looked at when the last score is tied or not proved


class Ivf:
    """The vectors of one segment, mapped. Several threads may search it."""

    def __init__(self, folder: Path) -> None:
        """Map the files that `write_vectors` wrote.

        Raises:
            OSError: A file is missing.
            ValueError, RuntimeError: A file is damaged.
        """
        self._codes = Codes.over(map_array(folder, VECTORS))
        self.order = np.asarray(map_array(folder, ORDER))
        starts, sizes = (np.array(map_array(folder, part)) for part in LISTS)
        self._lists = Lists(starts, sizes, int(sizes.sum()))
        self._sketch: Sketch | None = None  # None: one list, in which everybody is looked at
        if self._lists.count >= WHOLE:
            self._sketch = map_sketch(folder)
            self._best = Best(*(np.array(map_array(folder, part)) for part in MEASURED))
            self._nearest: dict[int, int] = {}  # lists for the best k of everybody, by k
        if not self._are_of_one_index():
            raise ValueError("The files of the vectors do not belong together.")

    def _are_of_one_index(self) -> bool:
        lists, (places, width) = self._lists, self._codes.octets.shape
        return (
            len(self.order) == places
            and lists.starts.shape == lists.sizes.shape
            and lists.count == np.count_nonzero(self.order >= 0)
            and bool(np.all(lists.starts + lists.sizes <= places))
            and (self._sketch is None or self._is_sketched(self._sketch, width // np.float16().itemsize))
        )

    def _is_sketched(self, sketch: Sketch, dimension: int) -> bool:
        (short, lists), sizes = (len(sketch.asking), len(self._lists.sizes)), sketch.blocks.invlists.list_size
        return (
            sketch.asking.shape == (short, dimension)
            and sketch.centres.shape == (lists, short)
            and sketch.blocks.d == short
            and len(sketch.rows.octets) == len(self.order)
            and self._best.counts.shape == (len(self._best.levels), lists)
            and sketch.blocks.nlist == lists
            and [sizes(number) for number in range(lists)] == self._lists.sizes.tolist()
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

    def _find(self, query: Rows, k: int, bits: Bits) -> tuple[Rows, Places]:
        if self._sketch is None:
            scan = Scan(self._codes, query, k)
            scan.scan(bits)
            return scan.found()
        return self._find_near(self._sketch, query, k, bits)

    def _find_near(self, sketch: Sketch, query: Rows, k: int, bits: Bits) -> tuple[Rows, Places]:
        """Score in full what looks best in the sketch, and more of it until the answer is proved."""
        look, looked = self._aim(sketch, sketch.shorten(query), k, bits), sketch.widen(k)
        while True:
            looks = look(looked)
            scan = Scan(self._codes, query, k)
            scan.gather(np.sort(looks.places))
            scores, places = scan.found()
            if looks.prove(float(scores.min())):
                return scores, places
            looked = min(looked * WIDER, bits.count + 1)

    def _aim(self, sketch: Sketch, short: Rows, k: int, bits: Bits) -> Callable[[int], Looks]:
        """Return where so many of what looks best are found: among few places, or in whole lists."""
        if bits.count <= FEW:
            return partial(sketch.sift, short, bits.places())
        everybody, nearness = bits.count == self._lists.count, sketch.compare(short)
        plan = self._choose_of_all(nearness, k) if everybody else self._choose(nearness, bits, k)
        if plan.passing * SPARSE < plan.places:
            return partial(sketch.sift, short, pick_places(bits, self._lists, plan.lists))
        look = partial(sketch.look, short, nearness, plan.lists, None if everybody else bits)
        return partial(self._look, look, bits, plan)

    def _look(self, look: Callable[[int], Looks], bits: Bits, plan: Plan, k: int) -> Looks:
        """Look into whole lists; where all their vectors are alike, the blocks tell nothing, and all are scored."""
        looks = look(k)
        if len(looks.places) >= min(k, plan.passing):
            return looks
        return Looks(looks.scores, pick_places(bits, self._lists, plan.lists), 0.0, whole=True)

    def _choose_of_all(self, nearness: Rows, k: int) -> Plan:
        if k not in self._nearest:
            self._nearest[k] = count_nearest(self._best, k)
        plan = choose_nearest(self._lists, nearness, self._nearest[k])
        return plan if plan.places > k else choose_lists(self._lists, self._best, nearness, self._lists.sizes, k - 1)

    def _choose(self, nearness: Rows, bits: Bits, k: int) -> Plan:
        return choose_lists(self._lists, self._best, nearness, count_lists(bits, self._lists), k - 1)
