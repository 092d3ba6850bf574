"""FAISS's exact index under a selector that is handed over ready."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.masks import Masks
from scripts.bench.workload import Workload

STEP = 50_000
FILE = "flat.faiss"


class FaissFlat:
    """IndexFlatIP; "bitmap" has the selector look up a bit a row, "array" visits the rows that pass."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write the index."""
        index = faiss.IndexFlatIP(work.vectors.shape[1])
        for at in range(0, work.size, STEP):
            index.add(work.vectors[at : at + STEP].astype(np.float32))
        faiss.write_index(index, str(folder / FILE))

    def open(self, work: Workload, folder: Path) -> None:
        """Read the index."""
        self._index = faiss.read_index(str(folder / FILE))
        self._masks, self._knob = Masks(work.columns), "bitmap"

    def turn(self, knob: str) -> None:
        """Choose the selector."""
        self._knob = knob

    def prepare(self, must: Filter) -> Any:  # noqa: ANN401
        """Return the selector with the array it points into; None for everybody."""
        if must == Filter():
            return None
        return make_selector(self._masks.passing(must), self._knob)

    def search(self, query: Rows, k: int, ready: Any) -> Sequence[int]:  # noqa: ANN401
        """Compare with all that pass."""
        parameters = faiss.SearchParameters(sel=ready[0]) if ready else None  # type: ignore[call-arg]
        _, rows = self._index.search(query[None], k, params=parameters)
        return [row for row in rows[0].tolist() if row >= 0]


def make_selector(passing: np.ndarray, knob: str) -> tuple[Any, np.ndarray]:
    """Return a selector of the rows that pass, and the array that must live as long as it does."""
    if knob == "array":
        rows = np.flatnonzero(passing).astype(np.int64)
        return faiss.IDSelectorArray(rows), rows
    bits = np.packbits(passing, bitorder="little")
    return faiss.IDSelectorBitmap(len(passing), faiss.swig_ptr(bits)), bits
